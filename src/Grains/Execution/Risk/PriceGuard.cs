using Microsoft.Extensions.Options;
using SqueezeFlow.Core.Flow;
using SqueezeFlow.Core.Markets;
using SqueezeFlow.Core.Orders;
using SqueezeFlow.Core.Signals;
using SqueezeFlow.Core.Signals.Trail;
using SqueezeFlow.Core.Words;
using SqueezeFlow.Grains.Signals;

namespace SqueezeFlow.Grains.Execution.Risk;

/// <summary>Whether the price still stands where the signal saw it. What cannot be known is refused, never passed; after a start the first trade is waited for.</summary>
internal sealed class PriceGuard(
    IMarketPrices prices, IMarketClock market, IOptions<ExecutionOptions> options, IOptions<EvaluationOptions> evaluation)
{
    private readonly ExecutionOptions _options = options.Value;

    /// <summary>
    /// Why an entry must not be sent; null when it may be. In ordered runs the price is the one that it would be filled at: the first
    /// trade at or after the bar's close; else the latest, which must be young.
    /// </summary>
    public async Task<Refusal?> RefuseAsync(Signal signal, CancellationToken cancellationToken)
    {
        if (evaluation.Value.Mode.Fill == FillPrice.FirstTradeAfterBar)
        {
            return await prices.FirstTradeAtOrAfterAsync(signal.BaseSymbol, signal.BarCloseUnixMs, cancellationToken) is { } fill
                ? RefuseBySlippage(signal, fill)
                : new(SignalRules.Price) { Words = $"{signal.BaseSymbol} has no trade after the bar" };
        }

        return await prices.LatestAsync(signal.BaseSymbol, cancellationToken) is { } latest
            ? RefuseByAge(signal, latest) ?? RefuseBySlippage(signal, latest)
            : new(SignalRules.Price) { Words = $"no price of {signal.BaseSymbol} is known", MayPass = true };
    }

    private Refusal? RefuseByAge(Signal signal, PricePoint latest)
    {
        var age = TimeSpan.FromMilliseconds((market.NowUnixMs ?? latest.UnixMs) - latest.UnixMs);
        return age <= _options.MaxPriceAge
            ? null
            : new(SignalRules.PriceAge, age.TotalSeconds, _options.MaxPriceAge.TotalSeconds)
            {
                Words = $"the last price of {signal.BaseSymbol} is {age.TotalSeconds:0} s old, allowed {_options.MaxPriceAge.TotalSeconds:0} s",
            };
    }

    private Refusal? RefuseBySlippage(Signal signal, PricePoint now)
    {
        var slip = Math.Abs((now.Price / signal.EntryPrice) - 1);
        return slip <= _options.MaxSlippage
            ? null
            : new(SignalRules.Slippage, slip, _options.MaxSlippage)
            {
                Words = $"price {PriceText.Of(now.Price)} is {slip:P2} from the signal's {PriceText.Of(signal.EntryPrice)}, allowed {_options.MaxSlippage:P2}",
            };
    }
}
