using System.Text.Json;
using SqueezeFlow.Silo.Api.Json;

namespace SqueezeFlow.Silo.Tests.Api;

public sealed class UtcTimeTests(ApiHost host) : IClassFixture<ApiHost>
{
    [Theory]
    [InlineData("2025-01-01T00:00:00+00:00", "2025-01-01T00:00:00Z")]
    [InlineData("2025-01-01T02:00:00.25+02:00", "2025-01-01T00:00:00.25Z")]
    [InlineData("2025-01-01T00:00:00.1234567Z", "2025-01-01T00:00:00.1234567Z")]
    public void A_time_is_written_in_UTC_and_says_so(string time, string expected)
    {
        var written = JsonSerializer.Serialize(DateTimeOffset.Parse(time, System.Globalization.CultureInfo.InvariantCulture), SiloJson.Options);

        Assert.Equal($"\"{expected}\"", written);
        Assert.Equal(DateTimeOffset.Parse(expected, System.Globalization.CultureInfo.InvariantCulture), JsonSerializer.Deserialize<DateTimeOffset>(written, SiloJson.Options));
    }

    [Theory]
    [InlineData("/api/v1/status")]
    [InlineData("/api/v1/feeds")]
    [InlineData("/api/v1/markets")]
    [InlineData("/api/v1/symbols/BTC")]
    [InlineData("/api/v1/ledger/BINANCE:btcusdt")]
    [InlineData("/api/v1/open-interest/BTC")]
    public async Task Every_answer_writes_its_times_so(string path)
    {
        var times = Texts(await host.GetAsync(path)).Where(text => text.Length > 18 && DateTimeOffset.TryParse(text, out _)).ToList();

        Assert.NotEmpty(times);
        Assert.All(times, time => Assert.EndsWith("Z", time, StringComparison.Ordinal));
    }

    private static IEnumerable<string> Texts(JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.String => [element.GetString()!],
        JsonValueKind.Array => element.EnumerateArray().SelectMany(Texts),
        JsonValueKind.Object => element.EnumerateObject().SelectMany(property => Texts(property.Value)),
        _ => [],
    };
}
