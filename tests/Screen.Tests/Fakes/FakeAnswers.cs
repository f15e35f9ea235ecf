using System.Collections.Concurrent;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;

namespace SqueezeFlow.Screen.Tests.Fakes;

/// <summary>What a service answers that does what a test says: a calm market, and whatever the test puts in its place. Safe for concurrent use.</summary>
internal sealed class FakeAnswers
{
    private readonly ConcurrentDictionary<string, Func<HttpRequest, Task<FakeAnswer>>> _paths = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, int> _asked = new(StringComparer.Ordinal);
    private readonly FakeEvents _events;
    private Func<HttpRequest, Task<FakeAnswer>> _others = request =>
        Task.FromResult(FakeAnswer.Problem(StatusCodes.Status404NotFound, "Not here", $"The fake service knows no {PathOf(request)}"));

    public FakeAnswers(FakeEvents events, FakeMarket market)
    {
        (_events, Market) = (events, market);
        Set("status", () => FakeViews.Status(market.Names.Count, events.Last));
        Set("symbols", () => new JsonArray([.. market.Names.Select(name => FakeMarket.Symbol(name, events.MarketUnixMs))]));
        Set("figures", () => new JsonArray([.. market.Names.Select(FakeViews.Figures)]));
        Set("feeds", FakeViews.Feeds);
        Set("markets", () => new JsonArray());
        Set("positions", () => new JsonArray(FakeViews.Position("BTC")));
        Set("signals", () => new JsonArray(FakeViews.Signal("BTC", "Filled"), FakeViews.Signal("ETH", "Rejected")));
        Set("orders", () => new JsonArray(FakeViews.Order("BTC")));
        Set("gaps", () => new JsonArray());
        Set("gaps/searches", () => new JsonArray());
        Set("venues", FakeViews.Venues);
        Set("signals/near-misses", () => new JsonArray());
        Set("shadows", () => new JsonArray(FakeViews.Shadow(1, "fast", 10_420.5), FakeViews.Shadow(2, "live", 10_006.57)));
        foreach (var name in market.Names)
        {
            Map(name);
        }
    }

    public FakeMarket Market { get; }

    /// <summary>Makes of each bar what is answered in its place; null leaves it out.</summary>
    public Func<JsonObject, JsonObject?>? EditBar { get; set; }

    /// <summary>Makes of each market's ledger what is answered in its place.</summary>
    public Func<JsonObject, JsonObject>? EditLedger { get; set; }

    /// <summary>Makes of an answer, as text, what is sent in its place; the first is its path.</summary>
    public Func<string, string, string>? EditText { get; set; }

    /// <summary>Every path that it answers.</summary>
    public IReadOnlyCollection<string> Paths => [.. _paths.Keys];

    /// <summary>Paths that were asked for and that nobody has thought of.</summary>
    public ConcurrentQueue<string> Unknown { get; } = new();

    /// <summary>How often a path was asked for.</summary>
    public int Asked(string path) => _asked.GetValueOrDefault(path);

    /// <summary>Forgets every path, and lets another answer those that are not set anew.</summary>
    public void PassOn(Func<HttpRequest, Task<FakeAnswer>> others)
    {
        _paths.Clear();
        _others = others;
    }

    /// <summary>Answers a path with what is made anew each time.</summary>
    public void Set(string path, Func<JsonNode> make) => _paths[path] = _ => Task.FromResult(new FakeAnswer(StatusCodes.Status200OK, make()));

    /// <summary>Answers a path by what the call says.</summary>
    public void Set(string path, Func<HttpRequest, FakeAnswer> make) => _paths[path] = request => Task.FromResult(make(request));

    /// <summary>Refuses a path.</summary>
    public void Refuse(string path, FakeAnswer refusal) => _paths[path] = _ => Task.FromResult(refusal with { Body = refusal.Body.DeepClone() });

    /// <summary>Keeps those who ask for a path waiting until the answer is called; they are then answered with what was true when they asked.</summary>
    public Action Hold(string path)
    {
        var (usual, released) = (_paths[path], new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously));
        _paths[path] = async request =>
        {
            var answer = await usual(request);
            await released.Task.WaitAsync(request.HttpContext.RequestAborted);
            return answer;
        };
        return () =>
        {
            _paths[path] = usual;
            released.TrySetResult();
        };
    }

    /// <summary>Answers a call.</summary>
    public async Task AnswerAsync(HttpContext context)
    {
        var path = PathOf(context.Request);
        _asked.AddOrUpdate(path, 1, (_, count) => count + 1);
        if (!_paths.TryGetValue(path, out var make))
        {
            Unknown.Enqueue(path);
            make = _others;
        }

        var asOf = _events.Last;
        var answer = await make(context.Request);
        context.Response.StatusCode = answer.Status;
        context.Response.ContentType = answer.Status < 400 ? "application/json" : "application/problem+json";
        context.Response.Headers["X-SqueezeFlow-AsOf"] = asOf.ToString(System.Globalization.CultureInfo.InvariantCulture);
        var text = answer.Body.ToJsonString();
        await context.Response.WriteAsync(EditText is { } edit ? edit(path, text) : text, context.RequestAborted);
    }

    private void Map(string name)
    {
        Set($"symbols/{name}", () => FakeMarket.Symbol(name, _events.MarketUnixMs));
        Set($"symbols/{name}/explain", () => FakeViews.Explanation(name, _events.MarketUnixMs - (_events.MarketUnixMs % 300_000)));
        Set($"open-interest/{name}", () => FakeViews.OpenInterest(name, _events.MarketUnixMs));
        Set($"open-interest/{name}/history", () => FakeViews.OpenInterestHistory(name, _events.MarketUnixMs));
        _paths[$"symbols/{name}/bars"] = request => Task.FromResult(new FakeAnswer(StatusCodes.Status200OK, new JsonObject
        {
            ["symbol"] = name,
            ["timeframe"] = Timeframe(request),
            ["asOf"] = _events.Last,
            ["bars"] = request.Query["by"] == "market"
                ? FakeMarket.ByMarket(FakeMarket.Bars(name, Length(request), From(request), To(request), EditBar), name)
                : FakeMarket.Bars(name, Length(request), From(request), To(request), EditBar),
        }));
        _paths[$"symbols/{name}/cvd"] = request =>
            Task.FromResult(new FakeAnswer(StatusCodes.Status200OK, FakeMarket.Cvd(name, Timeframe(request), Length(request), From(request), To(request), _events.Last, EditBar)));
        _paths["ledger"] = request => Task.FromResult(new FakeAnswer(StatusCodes.Status200OK, Ledgers(request)));
    }

    private JsonArray Ledgers(HttpRequest request)
    {
        var ledgers = FakeViews.Ledger(request.Query["symbol"].ToString(), From(request), To(request));
        return EditLedger is { } edit ? [.. ledgers.Select(ledger => edit(ledger!.DeepClone().AsObject()))] : ledgers;
    }

    private static string PathOf(HttpRequest request) => request.Path.Value!["/api/v1/".Length..];

    private static string Timeframe(HttpRequest request) => request.Query["timeframe"].ToString() is { Length: > 0 } given ? given : "5m";

    private static long Length(HttpRequest request) => Core.Bars.Timeframe.Parse(Timeframe(request)).Milliseconds;

    private long From(HttpRequest request) => Number(request, "from") ?? To(request) - (500 * Length(request));

    private long To(HttpRequest request) => Math.Min(Number(request, "to") ?? long.MaxValue, _events.MarketUnixMs);

    private static long? Number(HttpRequest request, string name) => long.TryParse(request.Query[name], out var number) ? number : null;
}
