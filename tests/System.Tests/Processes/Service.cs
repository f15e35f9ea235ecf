using System.Net;
using System.Text.Json.Nodes;
using SqueezeFlow.TestSupport;

namespace SqueezeFlow.SystemTests.Processes;

/// <summary>A service that runs in a process of its own, on ports of its own.</summary>
internal sealed class Service : IAsyncDisposable
{
    private const int MostWritten = 4_000;

    private static readonly TimeSpan Poll = TimeSpan.FromMilliseconds(200);

    private readonly HttpClient _http;

    private Service(ChildProcess process, Uri url)
    {
        Process = process;
        Url = url;
        _http = new() { BaseAddress = url, Timeout = TimeSpan.FromSeconds(30) };
    }

    public ChildProcess Process { get; }

    public Uri Url { get; }

    public static Service StartDemo(DataDirectory data, params IEnumerable<string> options)
    {
        var url = FreeUrl();
        return new(ChildProcess.Start("Silo", ["demo", .. options, "--json", .. Settings(data, url)]), url);
    }

    /// <summary>Live feeds at the addresses that a configuration names.</summary>
    /// <param name="data">Where it keeps its files.</param>
    /// <param name="configuration">Its settings.</param>
    /// <param name="place">In whose network it runs; null for the test's own.</param>
    public static Service StartLive(DataDirectory data, IEnumerable<KeyValuePair<string, string?>> configuration, ProcessPlace? place = null)
    {
        var url = place?.Url ?? FreeUrl();
        var settings = configuration.ToList();
        var service = new Service(ChildProcess.StartBy(place?.Command ?? [], "Silo", ["run", .. settings.Select(item => $"--{item.Key}={item.Value}"), .. Settings(data, url)]), url);
        if (settings.Find(item => item.Key == "Api:Key").Value is { } key)
        {
            service._http.DefaultRequestHeaders.Add("X-Api-Key", key);
        }

        return service;
    }

    /// <summary>A replay that serves what it has until it is told to stop.</summary>
    public static Service StartReplay(DataDirectory data, params IEnumerable<string> arguments)
    {
        var url = FreeUrl();
        return new(ChildProcess.Start("Silo", ["replay", .. arguments, .. Settings(data, url)]), url);
    }

    public static IEnumerable<string> Settings(DataDirectory data, Uri? url = null) =>
        [$"--Http:Url={url ?? FreeUrl()}", $"--Data:Directory={data.FullPath}"];

    public async Task<HttpStatusCode?> StatusOfAsync(string path)
    {
        try
        {
            using var answer = await _http.GetAsync(path, TestContext.Current.CancellationToken);
            return answer.StatusCode;
        }
        catch (HttpRequestException)
        {
            return null;
        }
    }

    /// <summary>What a path answers, whatever its status.</summary>
    public async Task<JsonNode> ReadAsync(string path)
    {
        using var answer = await _http.GetAsync(path, TestContext.Current.CancellationToken);
        return JsonNode.Parse(await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken))!;
    }

    public Task<string> GetAsync(string path) => _http.GetStringAsync(path, TestContext.Current.CancellationToken);

    public async Task WaitUntilAsync(string path, Func<JsonNode, bool> isMet)
    {
        await WaitUntilReadyAsync(TimeSpan.FromMinutes(2));
        await WaitAsync(() => IsMetAsync(path, isMet), TimeSpan.FromMinutes(2), path);
    }

    /// <summary>Waits for an answer, whatever its status, ready or not.</summary>
    public Task WaitUntilToldAsync(string path, Func<JsonNode, bool> isMet) => WaitAsync(async () => isMet(await ReadAsync(path)), TimeSpan.FromMinutes(2), path);

    /// <summary>Waits until standard error holds a text.</summary>
    public Task WaitForLogAsync(string text) =>
        WaitAsync(() => Task.FromResult(Process.Error.Contains(text, StringComparison.Ordinal)), TimeSpan.FromMinutes(2), $"'{text}' in the log");

    /// <summary>Begins a call that may never be answered.</summary>
    public async Task AskInVainAsync(string path)
    {
        try
        {
            await _http.GetAsync(path, TestContext.Current.CancellationToken);
        }
        catch (HttpRequestException)
        {
            // The service has gone meanwhile.
        }
    }

    /// <summary>Hands over a signal from outside; answers the status, null when nobody answered, and what was said with it.</summary>
    public async Task<(HttpStatusCode? Status, string Told)> SignalAsync(string id, string coin, string wait = "1s")
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, $"/api/v1/signals?wait={wait}");
        request.Headers.Add("X-SqueezeFlow", "1");
        request.Content = new StringContent($$"""{"id":"{{id}}","symbol":"{{coin}}","action":"long"}""", System.Text.Encoding.UTF8, "application/json");
        try
        {
            using var answer = await _http.SendAsync(request, TestContext.Current.CancellationToken);
            return (answer.StatusCode, await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
        }
        catch (Exception away) when (away is HttpRequestException or TaskCanceledException or ObjectDisposedException)
        {
            return (null, away.Message);
        }
    }

    /// <summary>Takes a market away.</summary>
    public async Task DeleteMarketAsync(string market)
    {
        using var request = new HttpRequestMessage(HttpMethod.Delete, $"/api/v1/markets/{market}");
        request.Headers.Add("X-SqueezeFlow", "1");
        request.Content = new StringContent("{}", System.Text.Encoding.UTF8, "application/json");
        using var answer = await _http.SendAsync(request, TestContext.Current.CancellationToken);
        answer.EnsureSuccessStatusCode();
    }

    public Task WaitUntilReadyAsync(TimeSpan within) =>
        WaitAsync(async () => await StatusOfAsync("/health/ready") == HttpStatusCode.OK, within, "/health/ready");

    public async ValueTask DisposeAsync()
    {
        _http.Dispose();
        await Process.DisposeAsync();
    }

    // What is waited for may not be there at all yet: a symbol is known with its first trade, and what a killed silo had is on its way to another.
    private async Task<bool> IsMetAsync(string path, Func<JsonNode, bool> isMet)
    {
        using var answer = await _http.GetAsync(path, TestContext.Current.CancellationToken);
        var told = await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        if (answer.StatusCode is HttpStatusCode.NotFound or HttpStatusCode.ServiceUnavailable)
        {
            return false;
        }

        Assert.True(answer.IsSuccessStatusCode, $"{path} was answered with {answer.StatusCode}: {told}; the last that the service wrote: {Process.Error[^Math.Min(MostWritten, Process.Error.Length)..]}");
        return isMet(JsonNode.Parse(told)!);
    }

    private async Task WaitAsync(Func<Task<bool>> isMet, TimeSpan within, string what)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        limit.CancelAfter(within);
        using var timer = new PeriodicTimer(Poll);
        while (!await isMet())
        {
            Assert.False(Process.HasExited, $"the service ended while {what} was awaited: {Process.Error}");
            await timer.WaitForNextTickAsync(limit.Token);
        }
    }

    private static Uri FreeUrl() => new($"http://127.0.0.1:{ServerProgram.FreePort()}");
}
