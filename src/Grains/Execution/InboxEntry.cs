using SqueezeFlow.Core.Api;
using SqueezeFlow.Core.Orders;
using SqueezeFlow.Core.Orders.Accounts;
using SqueezeFlow.Core.Signals;
using SqueezeFlow.Core.Words;
using SqueezeFlow.Grains.Execution.Risk;

namespace SqueezeFlow.Grains.Execution;

/// <summary>A signal in the executor's inbox.</summary>
/// <param name="Signal">The signal.</param>
/// <param name="State">How far it has come.</param>
/// <param name="Attempts">Calls made to the account.</param>
/// <param name="UpdatedAt">Wall time of the last change.</param>
internal sealed record InboxEntry(Signal Signal, IntentState State, int Attempts, DateTimeOffset UpdatedAt)
{
    /// <summary><see cref="EndReason"/> of a position that the account shows no more, neither open nor closed.</summary>
    public const string Vanished = "vanished";

    /// <summary>Reason of a refusal, in words.</summary>
    public string? Detail { get; init; }

    /// <summary>The account's id of the position.</summary>
    public string? TradeId { get; init; }

    /// <summary>Fill price, USD per base unit.</summary>
    public double? Price { get; init; }

    /// <summary>Gain after fees of the position that an exit closed, USD, where the account tells it.</summary>
    public decimal? ProfitUsd { get; init; }

    /// <summary>Wall time since which the outcome is unknown.</summary>
    public DateTimeOffset? UnknownSince { get; init; }

    /// <summary>Tries in a row that brought nothing; what the next wait grows with.</summary>
    public int Misses { get; init; }

    /// <summary>Wall time before which it is left alone; null when it may be worked on at once.</summary>
    public DateTimeOffset? DueAt { get; init; }

    /// <summary>Wall time of the first try of an exit that brought nothing; null when none has failed.</summary>
    public DateTimeOffset? OutstandingSince { get; init; }

    /// <summary>Wall time at which the position of a filled entry was seen to be open no more; null while it is open.</summary>
    public DateTimeOffset? EndedAt { get; init; }

    /// <summary>Why that position is open no more: the id of our exit, the account's own reason, or <see cref="Vanished"/>; null when nothing is told.</summary>
    public string? EndReason { get; init; }

    /// <summary>Wall time at which the strategy gave it, as far as that is known; else that at which it came.</summary>
    public DateTimeOffset? GivenAt { get; init; }

    /// <summary>What has refused it; null when nothing has.</summary>
    public Refusal? Refusal { get; init; }

    /// <summary>Whether a position rests on it: an entry that was filled, and whose position is not known to have ended.</summary>
    public bool IsLiving => this is { IsEntry: true, State: IntentState.Filled, EndedAt: null };

    public bool IsFinal => State is IntentState.Filled or IntentState.Rejected or IntentState.Expired or IntentState.NotOpened;

    public bool IsEntry => Signal.Action != SignalAction.Close;

    /// <summary>Seconds from the signal to its verdict; null while there is none.</summary>
    public double? LatencySeconds() => IsFinal && GivenAt is { } given ? Math.Max(0, (UpdatedAt - given).TotalSeconds) : null;

    public SignalRecord ToRecord() => new(Signal, Outcome, Detail, Price);

    public OrderIntent ToIntent() => new(
        Signal.Id, Signal.BaseSymbol, Signal.Action.ToString().ToUpperInvariant(), StateName, Attempts, UpdatedAt, Detail, TradeId, Price)
    {
        GivenAt = GivenAt,
        LatencySeconds = LatencySeconds(),
        Rule = Refusal?.Rule,
        Source = Signal.Source,
        Account = Signal.Account ?? AccountNames.Main,
    };

    /// <summary>How far it has come, as a log line says it: <c>filled at 67,123.50</c>, <c>rejected: 8 positions are open</c>.</summary>
    public string InWords => (Detail, Price) switch
    {
        ({ Length: > 0 } detail, _) => $"{StateName}: {detail}",
        (_, { } price) => $"{StateName} at {PriceText.Of(price)}",
        _ => StateName,
    };

    private SignalOutcome Outcome => State switch
    {
        IntentState.Filled => SignalOutcome.Filled,
        IntentState.Rejected => SignalOutcome.Rejected,
        IntentState.Expired => SignalOutcome.Expired,
        IntentState.NotOpened => SignalOutcome.Unknown,
        _ => SignalOutcome.Pending,
    };

    /// <summary>How far it has come, as one of <see cref="OrderStates"/>.</summary>
    public string StateName => State switch
    {
        IntentState.Received => OrderStates.Received,
        IntentState.Sent or IntentState.Accepted => OrderStates.Sent,
        IntentState.Filled => OrderStates.Filled,
        IntentState.Rejected => OrderStates.Rejected,
        IntentState.Expired => OrderStates.Expired,
        _ => OrderStates.Unknown,
    };
}
