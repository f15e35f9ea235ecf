using System.Collections.Concurrent;
using System.Globalization;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using SqueezeFlow.Screen.Tests.Fakes;

namespace SqueezeFlow.Screen.Tests.Services;

/// <summary>A demo as it was at a moment: whoever asks, and whenever, is answered with what it said first. Nothing goes on, so that two who look see the same.</summary>
internal sealed class FrozenDemo : IAsyncDisposable
{
    private const long DayMs = 86_400_000;

    private readonly ConcurrentDictionary<string, Lazy<Task<(int Status, string Body)>>> _answers = new(StringComparer.Ordinal);
    private readonly DemoService _demo;
    private readonly FakeService _service;

    private FrozenDemo(DemoService demo, FakeService service) => (_demo, _service) = (demo, service);

    public Uri Url => _service.Url;

    /// <summary>What is answered in the demo's place.</summary>
    public FakeAnswers Answers => _service.Answers;

    /// <summary>Market time of that moment, milliseconds since 1970 UTC.</summary>
    public long MarketUnixMs => _service.Events.MarketUnixMs;

    /// <summary>Stops a demo's market for those who ask here; the demo itself goes on.</summary>
    public static async Task<FrozenDemo> OfAsync(DemoService demo)
    {
        var service = await FakeService.StartAsync();
        var frozen = new FrozenDemo(demo, service);
        service.Answers.PassOn(frozen.AnswerAsync);
        var status = await frozen.RememberAsync("status");
        service.Events.MarketUnixMs = DateTimeOffset.Parse((string)status["marketTime"]!, CultureInfo.InvariantCulture).ToUnixTimeMilliseconds();
        foreach (var path in (string[])["positions", "positions?closed=true&limit=2000", "signals?limit=500", "orders?limit=500", "symbols", "feeds", "markets"])
        {
            await frozen.RememberAsync(path);
        }

        foreach (var symbol in (await frozen.RememberAsync("symbols")).AsArray())
        {
            await frozen.LedgerAsync((string)symbol!["symbol"]!);
        }

        return frozen;
    }

    /// <summary>What the console prints of it as JSON.</summary>
    public async Task<JsonNode> AskConsoleAsync(params string[] arguments) => JsonNode.Parse(await DemoService.AskConsoleAsync(Url, [.. arguments, "--json"]))!;

    public ValueTask DisposeAsync() => _service.DisposeAsync();

    private async Task<FakeAnswer> AnswerAsync(HttpRequest request)
    {
        var path = request.Path.Value!["/api/v1/".Length..];
        if (path == "ledger")
        {
            return new(StatusCodes.Status200OK, await LedgerAsync(request.Query["symbol"].ToString()));
        }

        // A market's own ledger is a part of that of its coin.
        if (path.StartsWith("ledger/", StringComparison.Ordinal))
        {
            var market = Uri.UnescapeDataString(path["ledger/".Length..]);
            var name = (string)(await RememberAsync("markets")).AsArray().First(one => (string)one!["market"]! == market)!["symbol"]!;
            return new(StatusCodes.Status200OK, (await LedgerAsync(name)).AsArray().First(one => (string)one!["market"]! == market)!.DeepClone());
        }

        var query = string.Join('&', request.Query.OrderBy(pair => pair.Key, StringComparer.Ordinal).Select(pair => $"{pair.Key}={pair.Value}"));
        var (status, body) = await FirstAsync(query.Length == 0 ? path : $"{path}?{query}");
        return new(status, JsonNode.Parse(body)!);
    }

    private async Task<JsonNode> LedgerAsync(string symbol) => await RememberAsync($"ledger?symbol={symbol}&from={MarketUnixMs - DayMs}&to={MarketUnixMs}");

    private async Task<JsonNode> RememberAsync(string path) => JsonNode.Parse((await FirstAsync(path)).Body)!;

    private Task<(int Status, string Body)> FirstAsync(string path) =>
        _answers.GetOrAdd(path, _ => new(() => _demo.AskAsync($"/api/v1/{path}"))).Value;
}
