using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using SqueezeFlow.Core.Bars;
using SqueezeFlow.Storage.Influx.Protocol;
using SqueezeFlow.Storage.Influx.Server;

namespace SqueezeFlow.Storage.Influx.Schema;

/// <summary>
/// Makes longer bars where the database's continuous queries do not: of lines that came too late for them, and of whatever is missing at the start. From the shortest
/// to the longest, all markets, whole buckets that are over; doing it again changes nothing. Safe for concurrent use.
/// </summary>
internal sealed partial class Resampler(
    InfluxQuery query,
    InfluxOptions options,
    InfluxFrames frames,
    InfluxSchema schema,
    ResampleNotes notes,
    AnnouncedNotes announced,
    TimeProvider clock,
    ILogger<Resampler> log) : BackgroundService, ISettledTime
{
    // Late lines come in groups: one statement is to serve all of a group.
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan PauseAfterFailure = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan SendTime = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan BetweenChecks = TimeSpan.FromMinutes(5);

    // How long after its end a bar of a continuous query is there at the latest.
    private static readonly TimeSpan Grace = TimeSpan.FromMinutes(1);

    /// <summary>What is so near to being deleted is not read, and nothing is written where it would be refused.</summary>
    public static readonly TimeSpan BeforeDeletion = TimeSpan.FromMinutes(10);

    // Rows of one market that a statement reads at most, unless one bucket has more.
    private const long MostRows = 3_600;

    // Buckets that a look at a running database goes back: longer than the time between two looks.
    private const int BucketsOfLook = 7;

    private const int BucketsOfNew = 1_000;

    private readonly ResampleText _text = new(options.Database);
    private long _sendingFrom = long.MaxValue;
    private long? _checkedAt;
    private volatile bool _isSettled;
    private volatile string? _failure;

    /// <summary>How it goes.</summary>
    public ResampleStatus Status => new(notes.All.Count, notes.All.Count == 0 ? null : notes.All.Min(range => range.FromUnixMs), _isSettled, _failure);

    private long NowUnixMs => clock.GetUtcNow().ToUnixTimeMilliseconds();

    // The shortest of the bars that are made: what of it is in time for its continuous query is in time for all.
    private InfluxFrame First => frames.All.First(frame => frame.Source is not null);

    /// <inheritdoc/>
    public long SettledToUnixMs(Timeframe timeframe)
    {
        if (frames.Find(timeframe) is not { } frame || (frame.Source is not null && !_isSettled))
        {
            return long.MinValue;
        }

        if (frame.Source is null)
        {
            return long.MaxValue;
        }

        if (announced.Known is not { } known)
        {
            return long.MinValue;
        }

        // A bar is made at its end and once more a bar later.
        var settled = timeframe.Back(NowUnixMs - (long)Grace.TotalMilliseconds, 1);

        // In this order: what is accepted in between is noted before it is no longer being sent.
        var sending = Volatile.Read(ref _sendingFrom);
        foreach (var late in notes.All.Concat(known).Select(range => range.FromUnixMs).Append(sending).Where(late => late < settled))
        {
            settled = Math.Min(settled, timeframe.Back(late, 1));
        }

        return settled;
    }

    /// <inheritdoc/>
    public Task RefreshAsync(CancellationToken cancellationToken) => announced.RefreshAsync(cancellationToken);

    /// <summary>Lines of a policy are about to be sent: what they change is not settled until they are accepted, and other processes know it when they come late.</summary>
    /// <exception cref="IOException">The others could not be told: the lines must not be sent.</exception>
    public async Task SendingAsync(string policy, long firstUnixMs, long lastUnixMs, CancellationToken cancellationToken)
    {
        if (policy != frames.Base.Policy)
        {
            return;
        }

        Volatile.Write(ref _sendingFrom, Math.Min(firstUnixMs, Volatile.Read(ref _sendingFrom)));

        // What would be late if it took half a minute is told as late.
        if (!IsInTime(firstUnixMs - (long)SendTime.TotalMilliseconds))
        {
            await announced.SendingAsync(RangeOf(firstUnixMs, lastUnixMs), cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>Lines of a policy are in the database: remembers the stretch when the continuous queries are past it.</summary>
    /// <exception cref="IOException">It could not be remembered; to be called again.</exception>
    public async Task AcceptedAsync(string policy, long firstUnixMs, long lastUnixMs, CancellationToken cancellationToken)
    {
        if (policy != frames.Base.Policy)
        {
            return;
        }

        if (!IsInTime(firstUnixMs))
        {
            var range = RangeOf(firstUnixMs, lastUnixMs);
            await announced.SendingAsync(range, cancellationToken).ConfigureAwait(false);
            await notes.AddAsync(range, cancellationToken).ConfigureAwait(false);
        }

        announced.Accepted();
        Volatile.Write(ref _sendingFrom, long.MaxValue);
    }

    /// <summary>Makes all that is to be made now.</summary>
    /// <exception cref="InfluxFault">The server does not do it; what is left is done the next time.</exception>
    /// <exception cref="IOException">What is done could not be noted; it is done again.</exception>
    public async Task RunOnceAsync(CancellationToken cancellationToken)
    {
        if (_checkedAt is not { } checkedAt || clock.GetElapsedTime(checkedAt) >= BetweenChecks)
        {
            await CheckAsync(isFirst: _checkedAt is null, cancellationToken).ConfigureAwait(false);
            _checkedAt = clock.GetTimestamp();
        }

        // In this order: what is taken back for the others is among what is made.
        var told = announced.Take();
        try
        {
            await MakeNotedAsync(cancellationToken).ConfigureAwait(false);
            await announced.WithdrawAsync(told, cancellationToken).ConfigureAwait(false);
        }
        catch
        {
            announced.Return(told);
            throw;
        }

        foreach (var left in await announced.AdoptAsync(cancellationToken).ConfigureAwait(false))
        {
            await MakeAllAsync(left.Range, cancellationToken).ConfigureAwait(false);
            await announced.WithdrawAsync([left], cancellationToken).ConfigureAwait(false);
        }
    }

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (true)
        {
            var isDone = await TryRunAsync(stoppingToken).ConfigureAwait(false);
            await Task.Delay(isDone ? Pause : PauseAfterFailure, clock, stoppingToken).ConfigureAwait(false);
        }
    }

    private async Task<bool> TryRunAsync(CancellationToken stoppingToken)
    {
        try
        {
            await RunOnceAsync(stoppingToken).ConfigureAwait(false);
            _failure = null;
            return true;
        }
        catch (Exception failure) when (failure is IOException or FormatException && !stoppingToken.IsCancellationRequested)
        {
            InfluxMetrics.ResampleFailures.Add(1);
            if (_failure is null)
            {
                LogFailed(failure.Message);
            }

            _failure = failure.Message;
            return false;
        }
    }

    private TimeRange RangeOf(long firstUnixMs, long lastUnixMs) => new(First.Timeframe.Floor(firstUnixMs), lastUnixMs + 1);

    private async Task MakeNotedAsync(CancellationToken cancellationToken)
    {
        var late = await notes.BeginAsync(cancellationToken).ConfigureAwait(false);
        foreach (var range in late)
        {
            await MakeAllAsync(range, cancellationToken).ConfigureAwait(false);
        }

        if (late.Count > 0)
        {
            await notes.DoneAsync(cancellationToken).ConfigureAwait(false);
        }
    }

    private async Task MakeAllAsync(TimeRange range, CancellationToken cancellationToken)
    {
        foreach (var frame in frames.All.Where(frame => frame.Source is not null))
        {
            await MakeAsync(frame, range, cancellationToken).ConfigureAwait(false);
        }
    }

    private bool IsInTime(long unixMs)
    {
        // Its last run reads the bucket twice its length after the beginning; clocks may differ by a quarter.
        var length = First.Timeframe.Milliseconds;
        return First.Timeframe.Floor(unixMs) + (2 * length) - (length / 4) > NowUnixMs;
    }

    // Compares each frame with its source, which is whole by then. The first time from the beginning, later only what continuous queries should have made since.
    private async Task CheckAsync(bool isFirst, CancellationToken cancellationToken)
    {
        var isBehind = false;
        foreach (var frame in frames.All.Where(frame => frame.Source is not null))
        {
            var source = frames.Find(frame.Source!.Value)!;
            var since = isFirst ? (long?)null : frame.Timeframe.Back(NowUnixMs, BucketsOfLook);
            var newest = await NewestAsync(frame, since, cancellationToken).ConfigureAwait(false);
            var missing = await EdgeAsync("first", source, newest is { } last ? frame.Timeframe.Close(last) : since, cancellationToken).ConfigureAwait(false);
            if (missing is not { } from || frame.Timeframe.Close(frame.Timeframe.Floor(from)) + (long)Grace.TotalMilliseconds > NowUnixMs)
            {
                continue;
            }

            isBehind |= !isFirst;
            LogBehind(isFirst ? LogLevel.Information : LogLevel.Warning, frame.Measurement, frame.Policy, source.Measurement);
            await MakeAsync(frame, new(from, NowUnixMs), cancellationToken).ConfigureAwait(false);
        }

        _isSettled = !isBehind;
    }

    // Where there is something new the server need not open all that it has.
    private async Task<long?> NewestAsync(InfluxFrame frame, long? since, CancellationToken cancellationToken) =>
        await EdgeAsync("last", frame, since ?? frame.Timeframe.Back(NowUnixMs, BucketsOfNew), cancellationToken).ConfigureAwait(false) ??
        (since is null ? await EdgeAsync("last", frame, null, cancellationToken).ConfigureAwait(false) : null);

    private async Task<long?> EdgeAsync(string which, InfluxFrame frame, long? since, CancellationToken cancellationToken)
    {
        var where = since is { } from ? $" WHERE time >= {InfluxQl.Time(from)}" : "";
        var rows = await query.ListAsync($"SELECT {which}({InfluxQl.Name("close")}) FROM {_text.Place(frame)}{where}", row => row.Time, cancellationToken).ConfigureAwait(false);
        return rows.Count == 0 ? null : rows[0];
    }

    // The bucket before is made again too: what came in time for its last continuous query is not in it when the server was off just then.
    private async Task MakeAsync(InfluxFrame frame, TimeRange range, CancellationToken cancellationToken)
    {
        var (timeframe, source) = (frame.Timeframe, frames.Find(frame.Source!.Value)!);
        var from = Math.Max(timeframe.Back(range.FromUnixMs, 1), timeframe.Ceiling(Math.Max(KeptFrom(source), KeptFrom(frame))));
        var to = Math.Min(timeframe.Ceiling(range.ToUnixMs), timeframe.Floor(NowUnixMs));
        var span = Math.Max(1, MostRows * source.Timeframe.Milliseconds / timeframe.Milliseconds) * timeframe.Milliseconds;
        while (from < to)
        {
            var end = Math.Min(from + span, to);
            try
            {
                await query.ExecuteAsync(_text.Once(source, frame, from, end), cancellationToken).ConfigureAwait(false);
                InfluxMetrics.Resampled.Add(1, new KeyValuePair<string, object?>("timeframe", timeframe.ToString()));
                from = end;
            }
            catch (InfluxFault failure) when (failure.IsSlow && span > timeframe.Milliseconds)
            {
                // The server says nothing until it is done: it gets less to do at once.
                span = Math.Max(1, span / timeframe.Milliseconds / 2) * timeframe.Milliseconds;
            }
        }
    }

    private long KeptFrom(InfluxFrame frame) =>
        schema.DurationOf(frame) is { Ticks: > 0 } kept ? NowUnixMs - (long)(kept - BeforeDeletion).TotalMilliseconds : long.MinValue / 2;

    [LoggerMessage(Level = LogLevel.Warning, Message = "Longer bars could not be made in InfluxDB and are made later: {Words}")]
    private partial void LogFailed(string words);

    [LoggerMessage(Message = "{Measurement} of {Policy} is behind {Source}: the continuous queries did not make it; it is made now")]
    private partial void LogBehind(LogLevel level, string measurement, string policy, string source);
}
