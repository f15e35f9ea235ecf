using SqueezeFlow.Core.Api;

namespace SqueezeFlow.Core.Tests.Api;

/// <summary>Paths of the HTTP interface with names filled in.</summary>
public sealed class ApiPathsTests
{
    [Theory]
    [InlineData(ApiPaths.Symbol, "BTC", "symbols/BTC")]
    [InlineData(ApiPaths.SymbolCvd, "BTC", "symbols/BTC/cvd")]
    [InlineData(ApiPaths.FeedRestart, "BINANCE/0", "feeds/BINANCE%2F0/restart")]
    [InlineData(ApiPaths.Market, "OKX:a b{?&", "markets/OKX%3Aa%20b%7B%3F%26")]
    public void A_name_is_filled_in_and_escaped(string path, string name, string expected) =>
        Assert.Equal(expected, ApiPaths.Of(path, name));

    [Fact]
    public void A_path_without_a_parameter_takes_no_name()
    {
        var error = Assert.Throws<ArgumentException>(() => ApiPaths.Of(ApiPaths.Signals, "BTC"));

        Assert.Contains("'signals'", error.Message, StringComparison.Ordinal);
    }
}
