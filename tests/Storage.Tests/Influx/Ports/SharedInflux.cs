using System.Globalization;
using SqueezeFlow.TestSupport.Influx;

[assembly: AssemblyFixture(typeof(SqueezeFlow.Storage.Tests.Influx.Ports.SharedInflux))]

namespace SqueezeFlow.Storage.Tests.Influx.Ports;

/// <summary>One server for all tests that want no more of it than a database of their own; started by the first of them.</summary>
public sealed class SharedInflux : IAsyncDisposable
{
    private readonly SemaphoreSlim _gate = new(1, 1);
    private InfluxProcess? _server;
    private int _databases;

    public async ValueTask DisposeAsync()
    {
        if (_server is not null)
        {
            await _server.DisposeAsync();
        }

        _gate.Dispose();
    }

    internal async Task<InfluxProcess> GetAsync()
    {
        await _gate.WaitAsync(TestContext.Current.CancellationToken);
        try
        {
            return _server ??= await InfluxProcess.StartAsync(TestContext.Current.CancellationToken);
        }
        finally
        {
            _gate.Release();
        }
    }

    /// <summary>A name that no other test has.</summary>
    internal string NextDatabase() => string.Create(CultureInfo.InvariantCulture, $"test_{Interlocked.Increment(ref _databases)}");
}
