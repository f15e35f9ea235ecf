namespace SqueezeFlow.Exchanges.Sessions;

/// <summary>What a session does with trades of a market that it was not told of.</summary>
public enum UnknownMarkets
{
    /// <summary>They are refused and counted: a connection gets only what it asked for.</summary>
    Refuse,

    /// <summary>The market is opened without an instrument: its prints can be seen, its sizes not converted.</summary>
    Open,

    /// <summary>The market is opened with the instrument that the venue's habits suggest, as a replay without instrument lists needs.</summary>
    Assume,
}
