using System.Collections.Concurrent;
using System.Globalization;
using SqueezeFlow.Core.Flow;
using SqueezeFlow.Core.Signals;
using SqueezeFlow.Core.Signals.Trail;
using SqueezeFlow.Core.Words;

namespace SqueezeFlow.Grains.Signals.Trail;

/// <summary>Notes what happens to signals, with both clocks, and remembers when each was given. Safe for concurrent use.</summary>
internal sealed class SignalNotes(IStepRecorder recorder, IMarketClock market, TimeProvider clock)
{
    // An executor takes a signal within seconds; one that takes it elsewhere, or knew it before, never asks.
    private static readonly TimeSpan Remembered = TimeSpan.FromMinutes(10);

    private readonly ConcurrentDictionary<string, DateTimeOffset> _givenAt = new(StringComparer.Ordinal);
    private long _forgotAtTicks = clock.GetUtcNow().UtcTicks;

    /// <summary>Wall time.</summary>
    public DateTimeOffset Now => clock.GetUtcNow();

    /// <summary>The strategy has given a signal, and it is kept.</summary>
    public void Given(Signal signal)
    {
        ArgumentNullException.ThrowIfNull(signal);
        var now = Now;
        Forget(now);
        _givenAt[signal.Id] = now;
        Note(GivenStep(signal, now));
    }

    /// <summary>Wall time at which a signal was given by this process; now, when it was not. It is forgotten then.</summary>
    public DateTimeOffset TakeGivenAt(string signalId) => _givenAt.TryRemove(signalId, out var at) ? at : Now;

    /// <summary>Signals whose time is remembered.</summary>
    internal int Count => _givenAt.Count;

    /// <summary>That a signal was given.</summary>
    public SignalStep GivenStep(Signal signal, DateTimeOffset at)
    {
        ArgumentNullException.ThrowIfNull(signal);
        var isEntry = signal.Action != SignalAction.Close;
        var score = isEntry ? string.Create(CultureInfo.InvariantCulture, $", score {signal.Score:0.##}") : "";
        var figures = new Dictionary<string, double> { [StepFigures.Price] = signal.EntryPrice };
        if (isEntry)
        {
            figures[StepFigures.Score] = signal.Score;
        }

        var words = $"{signal.Action.ToString().ToUpperInvariant()} {signal.BaseSymbol} at {PriceText.Of(signal.EntryPrice)}{score}: {signal.Reasoning}";
        return Step(signal.Id, at, signal.BarCloseUnixMs, StepKind.Given, words) with { Figures = figures };
    }

    /// <summary>A step.</summary>
    /// <param name="signalId">Id of the signal.</param>
    /// <param name="at">Wall time of the step.</param>
    /// <param name="barCloseUnixMs">Close of the signal's bar: stands for market time while that is not known.</param>
    /// <param name="kind">What has happened.</param>
    /// <param name="words">The same in words.</param>
    public SignalStep Step(string signalId, DateTimeOffset at, long barCloseUnixMs, StepKind kind, string words) =>
        new(signalId, at, market.NowUnixMs ?? barCloseUnixMs, kind, words);

    /// <summary>Notes a step.</summary>
    public void Note(SignalStep step) => recorder.Note(step);

    /// <summary>Notes a step of the past that is on record already, or was lost with the process that took it.</summary>
    public void Recall(SignalStep step)
    {
        ArgumentNullException.ThrowIfNull(step);
        recorder.Note(market.NowUnixMs is { } now ? step with { MarketUnixMs = now - (long)(Now - step.At).TotalMilliseconds } : step);
    }

    // Seldom: what is remembered need not be looked through with each signal.
    private void Forget(DateTimeOffset now)
    {
        var last = Interlocked.Read(ref _forgotAtTicks);
        if (now.UtcTicks - last < Remembered.Ticks || Interlocked.CompareExchange(ref _forgotAtTicks, now.UtcTicks, last) != last)
        {
            return;
        }

        foreach (var (id, at) in _givenAt)
        {
            if (now - at >= Remembered)
            {
                _givenAt.TryRemove(id, out _);
            }
        }
    }
}
