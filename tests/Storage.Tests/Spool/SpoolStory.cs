using System.Globalization;
using System.Text.Json;
using SqueezeFlow.Storage.Spool;
using static SqueezeFlow.Storage.Tests.Sqlite.StoreFixture;
using static SqueezeFlow.Storage.Tests.Spool.SpoolText;

namespace SqueezeFlow.Storage.Tests.Spool;

/// <summary>Appends, outages, refusals, hangs and kills as a seed says, and what became of every line.</summary>
internal sealed class SpoolStory : IAsyncDisposable
{
    private const int Policies = 3;

    private readonly Random _course;
    private readonly Random _answers;
    private readonly string _folder = Folder();
    private readonly RetryClock _clock = new();
    private readonly int[] _next = new int[Policies + 1];
    private readonly HashSet<string> _appended = [];
    private readonly List<(int Run, string Line, bool IsDropped)> _seen = [];
    private readonly Lock _gate = new();
    private readonly Action<SpoolOptions> _configure;
    private TaskCompletionSource _hanging = new();
    private SpoolBench _bench;
    private int _run;
    private volatile bool _isCalm;

    public SpoolStory(int seed)
    {
        (_course, _answers) = (new(seed), new(seed * 31));
        var (segment, points) = (_course.Next(700, 3_000), _course.Next(1, 60));
        _configure = options => (options.SegmentBytes, options.MaxBytes, options.MaxBatchPoints, options.SyncInterval) = (segment, 6 * segment, points, TimeSpan.FromHours(1));
        _bench = NewRun();
    }

    /// <summary>Lines that were dropped.</summary>
    public int Dropped => _seen.Count(one => one.IsDropped);

    /// <summary>Lines that were set aside.</summary>
    public IReadOnlyList<string> SetAside => [.. _bench.DeadLetters.Select(letter => JsonDocument.Parse(letter).RootElement.GetProperty("line").GetString()!)];

    /// <summary>Lines that were taken by two runs.</summary>
    public int Repeated => _seen.Count - _seen.DistinctBy(one => one.Line).Count();

    /// <summary>Does so many things, and then brings all that waits to its end.</summary>
    public async Task RunAsync(int steps)
    {
        await _bench.StartAsync();
        for (var i = 0; i < steps; i++)
        {
            await (_course.Next(10) switch
            {
                0 => CrashAsync(),
                1 or 2 => GoOnAsync(),
                _ => AppendAsync(),
            });
        }

        _isCalm = true;
        await CrashAsync();
        await GoOnAsync();
        await _bench.StopAsync();
    }

    /// <summary>What is not as it should be.</summary>
    public IEnumerable<string> Problems()
    {
        var seen = _seen.Select(one => one.Line).Concat(SetAside).ToHashSet();
        foreach (var lost in _appended.Except(seen))
        {
            yield return $"{lost} is lost";
        }

        foreach (var foreign in seen.Except(_appended))
        {
            yield return $"{foreign} was never appended";
        }

        foreach (var twice in _seen.GroupBy(one => (one.Run, one.Line)).Where(same => same.Count() > 1))
        {
            yield return $"{twice.Key.Line} came twice in run {twice.Key.Run}";
        }

        foreach (var policy in _seen.Where(one => !one.IsDropped).GroupBy(one => (one.Run, Policy: one.Line.Split(' ')[0])))
        {
            int[] numbers = [.. policy.Select(one => int.Parse(one.Line.Split(' ')[1], CultureInfo.InvariantCulture))];
            if (!numbers.SequenceEqual(numbers.Order()))
            {
                yield return $"{policy.Key.Policy} is out of order in run {policy.Key.Run}";
            }
        }

        if (_bench.Status is not { PendingPoints: 0, DamagedStretches: 0, TornTails: 0 })
        {
            yield return $"{_bench.Status}";
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _bench.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }

    private SpoolBench NewRun()
    {
        _hanging = new(TaskCreationOptions.RunContinuationsAsynchronously);
        var target = new ScriptedTarget { Answer = AnswerAsync, Accept = AcceptAsync, Instead = Instead };
        return new(_folder, _configure, target, _clock);
    }

    private async Task AppendAsync()
    {
        SpoolBatch[] batches = [.. Enumerable.Range(0, _course.Next(1, 4)).Select(_ => NextBatch(_course.Next(Policies), _course.Next(1, 30)))];
        await _bench.AppendAsync(batches);
    }

    private SpoolBatch NextBatch(int policy, int count)
    {
        var first = _next[policy];
        _next[policy] += count;
        string[] lines = [.. Enumerable.Range(first, count).Select(i => $"p{policy} {i}{(policy < Policies && _course.Next(25) == 0 ? " bad" : "")}")];
        _appended.UnionWith(lines);
        return Batch($"p{policy}", first, lines);
    }

    // Until nothing waits, or the store hangs: then only a kill helps.
    private async Task GoOnAsync()
    {
        await _clock.PassWaitsUntilAsync(Task.WhenAny(_bench.UntilAsync(status => status.PendingBytes == 0), _hanging.Task));
        if (_hanging.Task.IsCompleted)
        {
            await CrashAsync();
        }
    }

    private async Task CrashAsync()
    {
        await _bench.CrashAsync();
        _run++;
        _bench = NewRun();
        await _bench.StartAsync();
    }

    private async Task<SendResult> AnswerAsync(ScriptedTarget.Call call, CancellationToken stop)
    {
        var chance = Chance();
        if (chance < 15)
        {
            return new(SendVerdict.Unreachable, "away");
        }

        if (chance < 18)
        {
            await HangAsync(stop);
        }

        if (chance < 24 && call.Lines.Length > 1)
        {
            return new(SendVerdict.TooLarge);
        }

        if (call.Lines.Any(line => line.EndsWith("bad", StringComparison.Ordinal)))
        {
            return new(SendVerdict.Refused, "bad");
        }

        See(call.Lines, isDropped: false);
        if (chance == 99)
        {
            // Taken, and nobody hears of it.
            await HangAsync(stop);
        }

        return default;
    }

    private async Task AcceptAsync(ScriptedTarget.Accepted accepted, CancellationToken stop)
    {
        var chance = Chance();
        if (chance < 10)
        {
            throw new IOException("not now");
        }

        if (chance < 12)
        {
            await HangAsync(stop);
        }
    }

    // The driver appends, so nobody else counts meanwhile.
    private IReadOnlyList<SpoolBatch> Instead(IReadOnlyList<ScriptedTarget.Call> dropped)
    {
        See(dropped.SelectMany(batch => batch.Lines), isDropped: true);
        return _course.Next(2) == 0 ? [] : [NextBatch(Policies, 1)];
    }

    private async Task HangAsync(CancellationToken stop)
    {
        _hanging.TrySetResult();
        await Task.Delay(Timeout.Infinite, stop);
    }

    private void See(IEnumerable<string> lines, bool isDropped)
    {
        lock (_gate)
        {
            _seen.AddRange(lines.Select(line => (_run, line, isDropped)));
        }
    }

    // Calm chances meet none of what may happen.
    private int Chance()
    {
        lock (_gate)
        {
            return _isCalm ? 50 : _answers.Next(100);
        }
    }
}
