namespace SqueezeFlow.Client;

/// <summary>What the process tells its caller.</summary>
internal static class ConsoleExit
{
    /// <summary>Done.</summary>
    public const int Done = 0;

    /// <summary>Failed.</summary>
    public const int Failed = 1;

    /// <summary>Bad usage: an unknown name or a bad value.</summary>
    public const int BadUsage = 2;

    /// <summary>A dependency is missing: the service cannot be reached.</summary>
    public const int DependencyMissing = 3;
}
