using SqueezeFlow.Core.Backtest;

namespace SqueezeFlow.Core.Shadowing;

/// <summary>Counts and sums of a shadow of one symbol. Immutable.</summary>
public sealed record ShadowTally
{
    /// <summary>Trades that ended.</summary>
    public int Closed { get; init; }

    /// <summary>Those with a gain after both fees.</summary>
    public int Wins { get; init; }

    /// <summary>Gain of the trades that ended, after both fees, USD.</summary>
    public double ProfitUsd { get; init; }

    /// <summary>Fees paid, USD.</summary>
    public double FeesUsd { get; init; }

    /// <summary>Orders that were decided and not filled.</summary>
    public int Refused { get; init; }

    /// <summary>Entries that it decided while the live strategy ran too.</summary>
    public int Entries { get; init; }

    /// <summary>Entry signals that the live strategy gave meanwhile.</summary>
    public int LiveEntries { get; init; }

    /// <summary>Those that both decided at the same bar, to the same side.</summary>
    public int SharedEntries { get; init; }

    /// <summary>With an order that was filled.</summary>
    public ShadowTally With(ExecutedOrder order)
    {
        ArgumentNullException.ThrowIfNull(order);
        var ended = order.ProfitUsd is not null;
        return this with
        {
            FeesUsd = FeesUsd + order.FeeUsd,
            Closed = Closed + (ended ? 1 : 0),
            Wins = Wins + (order.ProfitUsd > 0 ? 1 : 0),
            ProfitUsd = ProfitUsd + (order.ProfitUsd ?? 0),
        };
    }
}
