using SqueezeFlow.Core.Orders;
using SqueezeFlow.Core.Signals;
using SqueezeFlow.Grains.Execution.Watch;
using SqueezeFlow.Interfaces.Execution;

namespace SqueezeFlow.Grains.Execution.Accounts;

/// <summary>
/// What an account holds of each coin, or is about to, and how its exits stand: the one answer that evaluation, routing and closes from outside rest on. It comes of the
/// inbox, of what the last look at the account has shown, and of what the asker has given that has not come here yet. Runs on the executor's scheduler.
/// </summary>
/// <param name="inbox">Signals that have come here.</param>
/// <param name="watch">What the last look has shown.</param>
internal sealed class AccountHoldings(InboxKeeper inbox, AccountWatch watch)
{
    /// <summary>All positions of ours.</summary>
    public HeldPosition[] All() => [.. Living().Select(held => held with { Exits = ExitsOf(held.Tag, []) })];

    /// <summary>What is held of one coin.</summary>
    /// <param name="coin">Base coin.</param>
    /// <param name="given">Signals of the coin that were given to this account and have no verdict yet, as far as the asker knows.</param>
    public CoinHolding Of(string coin, IReadOnlyList<Signal> given)
    {
        HeldPosition[] positions = [.. Living().Where(held => held.BaseSymbol == coin).Select(held => held with { Exits = ExitsOf(held.Tag, given) })];
        return new(HasEntryOnItsWay(coin, given, static _ => true), positions);
    }

    /// <summary>Whether an entry of a coin has no verdict and no position yet.</summary>
    public bool IsEntering(string coin, IReadOnlyList<Signal> given) => HasEntryOnItsWay(coin, given, static entry => entry.State != IntentState.Accepted);

    /// <summary>An open position, as the strategy needs it.</summary>
    public PortfolioPosition Of(Position position, IReadOnlyList<Signal> given) => new(position, inbox.BaselineOf(position.Tag), ExitsOf(position.Tag, given))
    {
        IsEntryInFlight = inbox.Find(position.Tag) is { IsFinal: false, State: not IntentState.Accepted },
    };

    private IEnumerable<HeldPosition> Living() => inbox.All
        .Where(static entry => entry.IsLiving || entry is { IsEntry: true, State: IntentState.Accepted })
        .Select(static entry => new HeldPosition(entry.Signal.BaseSymbol, entry.Signal.Id, entry.TradeId, new(false, 0)))
        .Concat(watch.Figures.AdoptedPositions.Select(static position => new HeldPosition(position.BaseSymbol, position.Tag, position.TradeId, new(false, 0))));

    private bool HasEntryOnItsWay(string coin, IReadOnlyList<Signal> given, Func<InboxEntry, bool> counts) =>
        inbox.Pending.Any(entry => entry.IsEntry && entry.Signal.BaseSymbol == coin && counts(entry)) || New(given).Any(static signal => signal.Action != SignalAction.Close);

    private PositionExits ExitsOf(string tag, IReadOnlyList<Signal> given)
    {
        var exits = inbox.ExitsOf(tag);
        return exits.IsOnItsWay || !New(given).Any(signal => signal.PositionId == tag) ? exits : exits with { IsOnItsWay = true };
    }

    // What has come is in the inbox, with its verdict if there is one: that of the asker may be older.
    private IEnumerable<Signal> New(IReadOnlyList<Signal> given) => given.Where(signal => inbox.Find(signal.Id) is null);
}
