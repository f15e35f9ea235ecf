using System.Globalization;
using System.Net;
using System.Text.Json.Nodes;
using SqueezeFlow.SystemTests.Processes;

namespace SqueezeFlow.SystemTests.Cluster.Bench;

/// <summary>A silo with a data directory of its own: a process that may end and be started again.</summary>
internal sealed class ClusterSilo(IReadOnlyDictionary<string, string?> configuration, ProcessPlace? place = null) : IAsyncDisposable
{
    private readonly DataDirectory _data = new();
    private Service? _service;

    /// <summary>What runs now, or ran last.</summary>
    public Service Service => _service ??= Service.StartLive(_data, configuration, place);

    /// <summary>Begins to run.</summary>
    public ClusterSilo Run()
    {
        _ = Service;
        return this;
    }

    public Task KillAsync() => Service.Process.KillAsync();

    /// <summary>Freezes it: it keeps its connections and answers nothing.</summary>
    public Task FreezeAsync() => Service.Process.SignalAsync("STOP");

    public Task ThawAsync() => Service.Process.SignalAsync("CONT");

    /// <summary>Gaps that it lists.</summary>
    public async Task<JsonArray> GapsAsync() => JsonNode.Parse(await Service.GetAsync("/api/v1/gaps"))!.AsArray();

    /// <summary>Gaps that it lists; null while its store is behind, as it says then.</summary>
    public async Task<JsonArray?> TryGapsAsync()
    {
        try
        {
            return await GapsAsync();
        }
        catch (HttpRequestException refused) when (refused.StatusCode == HttpStatusCode.ServiceUnavailable)
        {
            return null;
        }
    }

    /// <summary>How many symbols it has.</summary>
    public async Task<int> SymbolsAsync()
    {
        var measures = await Service.GetAsync("/metrics");
        return measures.Split('\n').Where(line => line.StartsWith("orleans_catalog_activations{", StringComparison.Ordinal) && line.Contains("grain_type=\"symbol\"", StringComparison.Ordinal))
            .Sum(line => int.Parse(line.Split(' ')[^1], CultureInfo.InvariantCulture));
    }

    /// <summary>Asks it to end, and waits for a faultless end.</summary>
    public async Task EndAsync()
    {
        await Service.Process.TerminateAsync();
        (await Service.Process.WaitAsync()).AssertDone();
    }

    /// <summary>Starts it anew on what it left.</summary>
    public async Task RestartAsync()
    {
        await Service.DisposeAsync();
        _service = null;
        Run();
    }

    public async ValueTask DisposeAsync()
    {
        if (_service is { } service)
        {
            await service.DisposeAsync();
        }

        _data.Dispose();
    }
}
