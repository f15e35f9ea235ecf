using System.Text;
using Microsoft.Extensions.Logging.Abstractions;
using SqueezeFlow.Core.Markets;
using SqueezeFlow.Storage.Redis.Owners;
using SqueezeFlow.Storage.Spool;
using SqueezeFlow.Storage.Spool.Sending;
using StackExchange.Redis;

namespace SqueezeFlow.Storage.Tests.Redis.Owners;

/// <summary>A silo's spool with its fence, in front of a store that all of them share: the latest line of a market stands.</summary>
internal sealed class OwnedSilo : IAsyncDisposable, ISpoolTarget
{
    public static readonly MarketId Market = new("OKX", "BTC-USDT");

    private readonly Dictionary<string, string> _store;
    private readonly DiskSpool _spool;
    private readonly SpoolSender _sender;
    private bool _isSending;

    public OwnedSilo(string folder, ConnectionMultiplexer redis, string service, OwnerTimes times, Dictionary<string, string> store, TimeProvider? clock = null)
    {
        clock ??= TimeProvider.System;
        _store = store;
        Owners = new(() => redis.GetDatabase(), new(service), times, clock, NullLogger<RedisOwners>.Instance);
        var options = new SpoolOptions { Directory = folder };
        _spool = new(options, this, clock, NullLogger.Instance, Owners);
        _sender = new(_spool, this, options, clock, Owners);
    }

    public RedisOwners Owners { get; }

    /// <summary>What happens just before a line arrives.</summary>
    public Func<Task> Arriving { get; set; } = static () => Task.CompletedTask;

    public bool HasArrivedAll => _spool.Stored >= _spool.Written;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    /// <summary>What the shared store says of the market.</summary>
    public string Read()
    {
        lock (_store)
        {
            return _store.GetValueOrDefault(Market.ToString(), "");
        }
    }

    public Task AppendAsync(string value)
    {
        var lines = Encoding.UTF8.GetBytes($"{Market} {value}\n");
        return _spool.AppendAsync([new SpoolBatch("p", lines, 1, 0, 0)], Token).AsTask();
    }

    /// <summary>Takes the folder, and lives; nothing is sent yet.</summary>
    public async Task BeginAsync()
    {
        await _spool.OpenAsync(Token);
        await Owners.BeginAsync(_spool.LeftoverRuns, Token);
    }

    public async Task SendAsync()
    {
        await Owners.StartAsync(Token);
        await _sender.StartAsync(Token);
        _isSending = true;
    }

    public async Task ArriveAllAsync()
    {
        for (var i = 0; i < 2_000 && !HasArrivedAll; i++)
        {
            await Task.Delay(10, Token);
        }

        Assert.True(HasArrivedAll, "not everything left the spool");
    }

    /// <summary>The process is killed: nobody says anything in Redis.</summary>
    public async ValueTask DisposeAsync()
    {
        if (_isSending)
        {
            _isSending = false;
            using var now = new CancellationTokenSource();
            await now.CancelAsync();
            await _sender.StopAsync(now.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }

        _spool.Dispose();
        _sender.Dispose();
        Owners.Dispose();
    }

    public async Task<SendResult> SendAsync(SpoolBatch batch, CancellationToken cancellationToken)
    {
        await Arriving().WaitAsync(cancellationToken);
        lock (_store)
        {
            foreach (var line in Encoding.UTF8.GetString(batch.Lines.Span).Split('\n', StringSplitOptions.RemoveEmptyEntries))
            {
                _store[line.Split(' ')[0]] = line.Split(' ')[1];
            }
        }

        return new(SendVerdict.Taken);
    }

    public Task AcceptedAsync(string policy, long firstUnixMs, long lastUnixMs, CancellationToken cancellationToken) => Task.CompletedTask;

    public IReadOnlyList<SpoolBatch> Dropped(IReadOnlyList<SpoolBatch> batches) => [];

    public string? MarketOf(ReadOnlySpan<byte> line) => Encoding.UTF8.GetString(line).Split(' ')[0];
}
