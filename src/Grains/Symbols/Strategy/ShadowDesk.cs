using System.Diagnostics.CodeAnalysis;
using Microsoft.Extensions.Logging;
using SqueezeFlow.Core.Api;
using SqueezeFlow.Core.Bars;
using SqueezeFlow.Core.Flow;
using SqueezeFlow.Core.Shadowing;
using SqueezeFlow.Core.Signals;
using SqueezeFlow.Core.Views.Shadowing;
using SqueezeFlow.Grains.Signals;
using SqueezeFlow.Grains.Symbols.Shadowing;

namespace SqueezeFlow.Grains.Symbols.Strategy;

/// <summary>
/// Lets the shadows of a symbol trade each bar once live is through with it. Whatever fails here is counted and told, and touches live in nothing. Runs on the
/// grain's scheduler.
/// </summary>
internal sealed class ShadowDesk(
    SymbolBook book, SymbolServices services, EvaluationOptions options, SymbolShadows shadows, IPersistentState<ShadowState> state, ShadowBoard board, ILogger logger)
{
    private SqueezeStrategy? _begun;
    private Task _writing = Task.CompletedTask;
    private bool _isRestored;
    private bool _hasFailed;

    /// <summary>How they stand.</summary>
    public IReadOnlyList<ShadowSymbolView> Views() => shadows.Views();

    /// <summary>Takes a bar that live has evaluated.</summary>
    /// <param name="window">The window of live, with the bar in it.</param>
    /// <param name="bar">The bar.</param>
    /// <param name="given">What live gave.</param>
    [SuppressMessage("Design", "CA1031", Justification = "Whatever is wrong with a shadow, live goes on; the count and the log say so.")]
    public async Task ReadAsync(StrategyWindow window, ReadyBar bar, IReadOnlyList<Signal> given)
    {
        try
        {
            Tell(Read(window, bar, new(await OpenInterestAsync(bar), window.HoldReason is not null, LiveOf(given))));
            board.Report(book.Flow.Symbol, shadows.Views());
            _hasFailed = false;
        }
        catch (Exception e)
        {
            ShadowMetrics.Failures.Add(1);
            if (!_hasFailed)
            {
                ShadowLog.Failed(logger, book.Flow.Symbol, e);
            }

            (_begun, _hasFailed) = (null, true);
        }

        BeginKeeping();
    }

    /// <summary>Keeps what is not kept yet.</summary>
    public async Task LeaveAsync(CancellationToken cancellationToken)
    {
        board.Forget(book.Flow.Symbol);
        await _writing.WaitAsync(cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing | ConfigureAwaitOptions.ContinueOnCapturedContext);
        BeginKeeping();
        await _writing.WaitAsync(cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing | ConfigureAwaitOptions.ContinueOnCapturedContext);
    }

    private IReadOnlyList<ShadowFill> Read(StrategyWindow window, ReadyBar bar, ShadowBar known)
    {
        if (ReferenceEquals(_begun, window.Strategy))
        {
            return shadows.Push(bar.Bar, known);
        }

        // The window of live has begun anew, with another history or none: what was said of it does not hold any more.
        if (!_isRestored)
        {
            shadows.Restore(state.State.Books);
            _isRestored = true;
        }

        var bars = window.Bars.ToList();
        var live = window.Strategy;
        var (spot, perp) = FlowBefore(bars, window);
        var end = bars.Count > 1 ? book.Flow.Timeframe.Close(bars[^2].OpenUnixMs) : bars[^1].OpenUnixMs;
        List<ShadowFill> fills =
        [
            .. shadows.Begin(bars.Take(bars.Count - 1), spot, perp, end),
            .. shadows.Push(bars[^1], known),
        ];
        _begun = live;
        return fills;
    }

    // What bars count depends on what came before them: a strategy that reads the same ones tells what they come to.
    private static (double Spot, double Perp) FlowBefore(List<SymbolBar> bars, StrategyWindow window)
    {
        var same = new SqueezeStrategy(window.Strategy.Symbol, window.Strategy.Options);
        foreach (var bar in bars)
        {
            same.Push(bar);
        }

        return (window.SpotCvd - same.SpotCvd, window.PerpCvd - same.PerpCvd);
    }

    private void Tell(IReadOnlyList<ShadowFill> fills)
    {
        ShadowMetrics.Fills.Add(fills.Count);
        foreach (var fill in fills)
        {
            services.Screen.Publish(EventKinds.Shadow, book.Flow.Symbol, new ShadowTradeView(fill.Name, book.Flow.Symbol, fill.Order));
        }
    }

    // Beside the bars: live does not wait for it, and what a crash loses is traded again from the bars.
    private void BeginKeeping()
    {
        if (_isRestored && shadows.IsChanged && _writing.IsCompleted)
        {
            _writing = KeepAsync();
        }
    }

    [SuppressMessage("Design", "CA1031", Justification = "Whatever keeps books from being kept, they are kept with the next bar; the count and the log say so.")]
    private async Task KeepAsync()
    {
        try
        {
            state.State.Books = shadows.TakeBooks();
            await state.WriteStateAsync();
        }
        catch (Exception e)
        {
            shadows.Remember();
            ShadowMetrics.Failures.Add(1);
            ShadowLog.NotKept(logger, book.Flow.Symbol, e);
        }
    }

    private async Task<double?> OpenInterestAsync(ReadyBar bar) =>
        options.EnableOpenInterest ? await services.OpenInterest.AtAsync(book.Flow.Symbol, bar.CloseUnixMs) : null;

    private static StrategyDecision LiveOf(IReadOnlyList<Signal> given) =>
        given is [] ? StrategyDecision.None : given[0].Action switch
        {
            SignalAction.Long => StrategyDecision.Long,
            SignalAction.Short => StrategyDecision.Short,
            _ => StrategyDecision.Close,
        };
}
