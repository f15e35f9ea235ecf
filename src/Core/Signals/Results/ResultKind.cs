namespace SqueezeFlow.Core.Signals.Results;

/// <summary>What became of an entry signal in money.</summary>
public enum ResultKind
{
    /// <summary>Nothing yet: on its way, its position is open, or its order was lost from sight.</summary>
    Pending,

    /// <summary>Its position closed with a gain after fees.</summary>
    Profitable,

    /// <summary>Its position closed with a loss after fees.</summary>
    Unprofitable,

    /// <summary>It grew too old to act on, or its position closed with neither gain nor loss.</summary>
    Expired,

    /// <summary>A limit of ours or the account refused it.</summary>
    Cancelled,
}
