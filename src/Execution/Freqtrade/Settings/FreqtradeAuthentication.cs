namespace SqueezeFlow.Execution.Freqtrade.Settings;

/// <summary>How calls are authenticated.</summary>
public enum FreqtradeAuthentication
{
    /// <summary>User and password with every call: simplest, nothing expires.</summary>
    Basic,

    /// <summary>A bearer token, refreshed ahead of its end.</summary>
    Token,
}
