using System.Diagnostics.CodeAnalysis;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using SqueezeFlow.Core.Signals;
using SqueezeFlow.Storage.Spool;

namespace SqueezeFlow.Storage.Influx.Signals;

/// <summary>
/// Gives the points of signals to the spool, beside the flow: nobody waits for it, and it fails nobody. Points are made of what is on record, and
/// making one again changes nothing: so what could not be given is given again, and a start gives everything that the policy still keeps. Nothing
/// has to be remembered, and a database that was lost, or is new, gets the signals of the last weeks.
/// </summary>
/// <param name="changed">What has to be written.</param>
/// <param name="record">Signals, verdicts and what their positions brought.</param>
/// <param name="spool">Where points go.</param>
/// <param name="kept">How long the server keeps points; zero for ever.</param>
/// <param name="clock">Wall time, which the server goes by too.</param>
/// <param name="logger">Told of outages, once each.</param>
internal sealed partial class SignalFeeder(
    ChangedSignals changed,
    SignalRecords record,
    ISpool spool,
    Func<TimeSpan> kept,
    TimeProvider clock,
    ILogger<SignalFeeder> logger) : BackgroundService
{
    /// <summary>Wait after a failure.</summary>
    internal static readonly TimeSpan Retry = TimeSpan.FromSeconds(5);

    /// <summary>Time that a stop leaves for what still waits; the rest follows after the next start.</summary>
    internal static readonly TimeSpan StopTimeout = TimeSpan.FromSeconds(1);

    private const int SignalsAtOnce = 500;

    private readonly SignalBatch _batch = new(kept, clock, logger);
    private readonly CancellationTokenSource _over = new();
    private volatile bool _isIdle;
    private bool _isFailing;

    /// <summary>Whether all that was noted has been given to the spool.</summary>
    internal bool IsIdle => changed.IsEmpty && _isIdle;

    /// <inheritdoc/>
    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        changed.Complete();
        await using var timeout = clock.CreateTimer(_ => _over.Cancel(), null, StopTimeout, Timeout.InfiniteTimeSpan);
        await base.StopAsync(cancellationToken).ConfigureAwait(false);
    }

    /// <inheritdoc/>
    public override void Dispose()
    {
        _over.Dispose();
        base.Dispose();
    }

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (await NextAsync(_over.Token).ConfigureAwait(false))
        {
            if (!await TryAsync(_over.Token).ConfigureAwait(false))
            {
                await Task.Delay(Retry, clock, _over.Token).ConfigureAwait(false);
            }
        }
    }

    private async ValueTask<bool> NextAsync(CancellationToken over)
    {
        _isIdle = true;
        var isMore = await changed.WaitAsync(over).ConfigureAwait(false);
        _isIdle = false;
        return isMore;
    }

    [SuppressMessage("Design", "CA1031", Justification = "Whatever a store or the spool throws, it is tried again; the count and the log say so.")]
    private async Task<bool> TryAsync(CancellationToken over)
    {
        IReadOnlyList<string> taken = [];
        var isAll = changed.TakeAll();
        try
        {
            if (isAll)
            {
                await GiveAllAsync(over).ConfigureAwait(false);
            }
            else
            {
                taken = changed.Take(SignalsAtOnce);
                await GiveAsync(await record.Trail.FindAsync(taken, over).ConfigureAwait(false), over).ConfigureAwait(false);
            }

            Succeeded();
            return true;
        }
        catch (Exception failure) when (!over.IsCancellationRequested)
        {
            Return(isAll, taken);
            Failed(failure);
            return false;
        }
    }

    private void Return(bool isAll, IReadOnlyList<string> taken)
    {
        if (isAll)
        {
            changed.AddAll();
        }

        foreach (var id in taken)
        {
            changed.Add(id);
        }
    }

    private async Task GiveAllAsync(CancellationToken over)
    {
        var since = _batch.OldestUnixMs();
        List<SignalRecord> page = [];
        await foreach (var one in record.Signals.ReadAllAsync(over).ConfigureAwait(false))
        {
            if (one.Signal.BarCloseUnixMs >= since)
            {
                page.Add(one);
            }

            if (page.Count == SignalsAtOnce)
            {
                await GiveAsync(page, over).ConfigureAwait(false);
                page.Clear();
            }
        }

        await GiveAsync(page, over).ConfigureAwait(false);
    }

    private async Task GiveAsync(IReadOnlyList<SignalRecord> signals, CancellationToken over)
    {
        var known = await record.Results.ReadAsync([.. signals.Select(one => one.Signal.Id)], over).ConfigureAwait(false);
        var byId = known.ToDictionary(result => result.SignalId, StringComparer.Ordinal);
        if (_batch.Of(signals.Select(one => one with { Result = byId.GetValueOrDefault(one.Signal.Id) })) is { } batch)
        {
            await spool.AppendAsync([batch], over).ConfigureAwait(false);
            SignalPointMetrics.Points.Add(batch.Points);
        }
    }

    private void Succeeded()
    {
        if (_isFailing)
        {
            _isFailing = false;
            LogWorksAgain();
        }
    }

    private void Failed(Exception failure)
    {
        SignalPointMetrics.Failures.Add(1);
        if (!_isFailing)
        {
            _isFailing = true;
            LogFails(failure.Message);
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Points of signals cannot be kept for InfluxDB: {Words}; they follow, trading goes on")]
    private partial void LogFails(string words);

    [LoggerMessage(Level = LogLevel.Information, Message = "Points of signals are kept for InfluxDB again; those that waited are among them")]
    private partial void LogWorksAgain();
}
