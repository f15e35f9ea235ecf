namespace SqueezeFlow.Silo;

/// <summary>How the process ended, for scripts.</summary>
internal static class ExitCode
{
    /// <summary>Did what was asked.</summary>
    public const int Done = 0;

    /// <summary>Tried, and it failed.</summary>
    public const int Failed = 1;

    /// <summary>Usage or configuration is wrong; nothing was started.</summary>
    public const int BadUsage = 2;

    /// <summary>Something that must exist outside is missing.</summary>
    public const int DependencyMissing = 3;
}
