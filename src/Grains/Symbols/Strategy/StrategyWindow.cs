using SqueezeFlow.Core.Bars;
using SqueezeFlow.Core.Flow;
using SqueezeFlow.Core.Orders;
using SqueezeFlow.Core.Signals;
using SqueezeFlow.Grains.Signals;
using SqueezeFlow.Grains.Symbols.History;
using SqueezeFlow.Interfaces.Execution;

namespace SqueezeFlow.Grains.Symbols.Strategy;

/// <summary>
/// The strategy with its window: history first, then every bar as it closes. Keeps the never-reset volume delta in one
/// anchor over restarts. Runs on the grain's scheduler.
/// </summary>
internal sealed class StrategyWindow(SymbolBook book, HistoryLoader history, EvaluationOptions options)
{
    // A first bar whose beginning was missed by more than this is taken from the venue's history.
    private const long MissedMs = 5_000;

    // As many as the strategy takes the levels of a reset from.
    private const int LevelBars = 10;

    private readonly List<ReadyBar> _own = [];
    private readonly Queue<(long Close, long HoleMs)> _holes = new();
    private IReadOnlyList<SymbolBar> _before = [];
    private bool _isLoading;
    private SymbolHistory? _loaded;
    private bool _hasHistory;
    private string? _historyError;
    private double _spotOffset;
    private double _perpOffset;

    public SqueezeStrategy Strategy { get; private set; } = Create(book, options);

    /// <summary>Never-reset cumulative volume delta of spot, USD.</summary>
    public double SpotCvd => Strategy.SpotCvd + _spotOffset;

    /// <summary>Never-reset cumulative volume delta of perpetuals, USD.</summary>
    public double PerpCvd => Strategy.PerpCvd + _perpOffset;

    /// <summary>Bars in the window, in time order.</summary>
    public IEnumerable<SymbolBar> Bars => _before.Concat(_own.Select(b => b.Bar)).TakeLast(WindowBars);

    /// <summary>Why the window lacks what came before its own bars; null when it lacks nothing, or has not been needed yet.</summary>
    public string? HistoryProblem =>
        LoadProblem is { } problem ? problem
        : _isLoading ? "history is being loaded"
        : _hasHistory && options.Mode.RunsByWallTime && Strategy.Bars < options.MinDataPoints
            ? $"{Strategy.Bars} bars are known, no venue that is read tells earlier ones, and Strategy:MinDataPoints asks for {options.MinDataPoints}"
        : null;

    private string? LoadProblem => _historyError is { } error ? $"history could not be loaded: {error}" : null;

    /// <summary>Why no entry may rest on the window now; null when nothing is in the way.</summary>
    public string? HoldReason
    {
        get
        {
            if (LoadProblem is { } problem)
            {
                return problem;
            }

            var holeMs = _holes.Sum(h => h.HoleMs);
            return holeMs > options.GapTolerance.TotalMilliseconds
                ? $"{TimeSpan.FromMilliseconds(holeMs)} of trades are missing in the window, allowed {options.GapTolerance}"
                : null;
        }
    }

    private int WindowBars => StrategyOptions.BarsOf(TimeSpan.FromHours(options.LookbackHours), book.Flow.Timeframe);

    /// <summary>
    /// Loads the history before the next bar, unless it is at hand. A venue may take minutes to answer: whoever counts trades does not wait for it.
    /// </summary>
    /// <param name="closeUnixMs">Close of the next bar.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <exception cref="IOException">The store cannot be read.</exception>
    public async ValueTask PrepareAsync(long closeUnixMs, CancellationToken cancellationToken)
    {
        if (_hasHistory || _loaded is not null)
        {
            return;
        }

        _isLoading = true;
        try
        {
            _loaded = await LoadAsync(_own.Count > 0 ? _own[0].CloseUnixMs : closeUnixMs, cancellationToken);
        }
        finally
        {
            _isLoading = false;
        }
    }

    /// <summary>Takes a closed bar, after <see cref="PrepareAsync"/> for it.</summary>
    public void Push(ReadyBar bar, OutboxState kept)
    {
        _own.Add(bar);
        if (_own.Count > WindowBars)
        {
            _own.RemoveRange(0, _own.Count - WindowBars);
        }

        if (_hasHistory)
        {
            Strategy.Push(bar.Bar);
            Note(bar.CloseUnixMs, bar.HoleMs);
        }
        else if (!Begin(_loaded!, kept))
        {
            Note(bar.CloseUnixMs, bar.HoleMs);
        }
    }

    /// <summary>The strategy as it would stand if a forming bar closed now; the window itself stays as it is.</summary>
    public SqueezeStrategy Preview(in SymbolBar forming)
    {
        var preview = Create(book, options);
        preview.RestoreCvd(Strategy.SpotCvd - Strategy.WindowSpotCvd, Strategy.PerpCvd - Strategy.WindowPerpCvd);
        foreach (var bar in Bars)
        {
            preview.Push(bar);
        }

        preview.Push(forming);
        return preview;
    }

    /// <summary>The account's position in the strategy's own anchor.</summary>
    public OpenPosition Open(PortfolioPosition held) => new()
    {
        PositionId = held.Position.Tag,
        TradeId = held.Position.TradeId,
        Side = held.Position.Side,
        Quantity = (double)held.Position.Quantity,
        EntryPrice = (double)held.Position.EntryPrice,
        SpotCvdAtEntry = Known(held.Entry?.SpotCvd) - _spotOffset,
        PerpCvdAtEntry = Known(held.Entry?.PerpCvd) - _perpOffset,
        ResetLow = held.Entry?.ResetLow,
        ResetHigh = held.Entry?.ResetHigh,
    };

    /// <summary>
    /// Flow and levels of this moment, for an entry that no bar decided: of the window, bars that wait, and the one that forms. The flow is NaN before
    /// the first bar since the start, since its anchor is not known until then.
    /// </summary>
    /// <param name="waiting">Closed bars that are not in the window yet.</param>
    public EntryBaseline BaselineNow(IEnumerable<SymbolBar> waiting)
    {
        List<SymbolBar> later = [.. waiting];
        if (book.Flow.Forming is { } forming)
        {
            later.Add(forming);
        }

        var latest = Bars.TakeLast(LevelBars).Concat(later).TakeLast(LevelBars).ToList();
        var isKnown = Strategy.Bars > 0;
        return new(
            isKnown ? SpotCvd + later.Sum(bar => bar.SpotBuy - bar.SpotSell) : double.NaN,
            isKnown ? PerpCvd + later.Sum(bar => bar.PerpBuy - bar.PerpSell) : double.NaN,
            latest.Where(bar => double.IsFinite(bar.Low)).Min(bar => (double?)bar.Low),
            latest.Where(bar => double.IsFinite(bar.High)).Max(bar => (double?)bar.High));
    }

    // A signal from outside may have come before the flow was known.
    private static double? Known(double? cvd) => cvd is { } value && double.IsFinite(value) ? value : null;

    private Task<SymbolHistory> LoadAsync(long closeUnixMs, CancellationToken cancellationToken)
    {
        var timeframe = book.Flow.Timeframe;
        var open = timeframe.Floor(closeUnixMs - 1);
        var missed = book.Flow.FirstTradeUnixMs - open > MissedMs;
        return history.LoadAsync(
            [.. book.Markets], timeframe, timeframe.Back(open, WindowBars - 1), missed ? closeUnixMs : open, cancellationToken);
    }

    /// <summary>Begins with what came before the first bar; true when that heals what was missed before tracking began.</summary>
    private bool Begin(SymbolHistory loaded, OutboxState kept)
    {
        var first = _own[0];
        _loaded = null;
        _historyError = loaded.Error;
        _hasHistory = loaded.Error is null;
        _before = loaded.Bars;
        if (loaded.Bars.Count > 0 && loaded.Bars[^1].OpenUnixMs == first.Bar.OpenUnixMs)
        {
            // What was missed of the first bar is in the history, unless that is of some markets alone.
            if (_hasHistory)
            {
                _own.RemoveAt(0);
            }
            else
            {
                _before = [.. loaded.Bars.SkipLast(1)];
            }
        }

        Rebuild(kept);
        return loaded.IsProven;
    }

    private void Rebuild(OutboxState kept)
    {
        Strategy = Create(book, options);
        _spotOffset = kept.SpotCvd;
        _perpOffset = kept.PerpCvd;
        foreach (var bar in _before.Concat(_own.Select(b => b.Bar)))
        {
            Strategy.Push(bar);
            if (book.Flow.Timeframe.Close(bar.OpenUnixMs) <= kept.EvaluatedUnixMs)
            {
                _spotOffset = kept.SpotCvd - Strategy.SpotCvd;
                _perpOffset = kept.PerpCvd - Strategy.PerpCvd;
            }
        }
    }

    private void Note(long close, long holeMs)
    {
        if (holeMs > 0)
        {
            _holes.Enqueue((close, holeMs));
        }

        while (_holes.TryPeek(out var oldest) && oldest.Close <= close - TimeSpan.FromHours(options.LookbackHours).TotalMilliseconds)
        {
            _holes.Dequeue();
        }
    }

    private static SqueezeStrategy Create(SymbolBook book, EvaluationOptions options) => new(book.Flow.Symbol, new StrategyOptions
    {
        Parameters = options.Parameters,
        Timeframe = book.Flow.Timeframe,
        WindowBars = StrategyOptions.BarsOf(TimeSpan.FromHours(options.LookbackHours), book.Flow.Timeframe),
        MinDataPoints = options.MinDataPoints,
        UseOpenInterest = options.EnableOpenInterest,
    });
}
