using SqueezeFlow.Grains.Execution;

namespace SqueezeFlow.Grains.Tests.Execution;

/// <summary>How a verdict reads in the log.</summary>
public sealed class InboxWordsTests
{
    [Theory]
    [InlineData("Filled", null, 67123.499999999993, "filled at 67,123.50")]
    [InlineData("Filled", null, null, "filled")]
    [InlineData("Rejected", "8 positions are open, the limit is 8", null, "rejected: 8 positions are open, the limit is 8")]
    [InlineData("Expired", "older than 300 s of market time", null, "expired: older than 300 s of market time")]
    public void A_verdict_is_told_with_its_price_or_its_reason(string state, string? detail, double? price, string expected)
    {
        var entry = new InboxEntry(ExecutorCluster.Entry("BTC"), Enum.Parse<IntentState>(state), 1, DateTimeOffset.UnixEpoch) { Detail = detail, Price = price };

        Assert.Equal(expected, entry.InWords);
    }
}
