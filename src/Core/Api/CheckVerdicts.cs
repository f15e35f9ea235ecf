namespace SqueezeFlow.Core.Api;

/// <summary>What a look at one thing came to, as words.</summary>
public static class CheckVerdicts
{
    /// <summary>As it should be.</summary>
    public const string Ok = "ok";

    /// <summary>Worth knowing.</summary>
    public const string Note = "note";

    /// <summary>Something must be done.</summary>
    public const string Wrong = "wrong";
}
