namespace SqueezeFlow.Core.Api;

/// <summary>States of a process of the cluster, as words.</summary>
public static class SiloStates
{
    /// <summary>Takes part and answers.</summary>
    public const string Active = "active";

    /// <summary>Has begun and takes no part yet.</summary>
    public const string Joining = "joining";

    /// <summary>Hands over what it has and goes.</summary>
    public const string Leaving = "leaving";

    /// <summary>Is taken for active by the others and does not answer.</summary>
    public const string Silent = "silent";
}
