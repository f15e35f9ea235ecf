namespace SqueezeFlow.Core.Backtest.Parity;

/// <summary>Why a replay decides otherwise than the service did.</summary>
public enum ParityReason
{
    /// <summary>Nothing on record explains it.</summary>
    Unexplained,

    /// <summary>The service decided by other parameters.</summary>
    Parameters,

    /// <summary>What is stored of the bars is not what the service decided by.</summary>
    BarChanged,

    /// <summary>Trades were missing then that have been found since.</summary>
    GapFilled,

    /// <summary>Trades are known to be missing now that the service did not miss then.</summary>
    GapSeen,

    /// <summary>The service had begun to listen too short a time before.</summary>
    WarmingUp,

    /// <summary>The executor gave another verdict than filled: a limit, a pause, a refusal of the account.</summary>
    Executor,

    /// <summary>The service filled what a back-test would not have filled.</summary>
    Fill,

    /// <summary>Somebody else closed the position.</summary>
    ClosedByOthers,

    /// <summary>An earlier exit of the position was still on its way.</summary>
    ExitUnderWay,

    /// <summary>The service itself tells why it held the bar back.</summary>
    Told,
}
