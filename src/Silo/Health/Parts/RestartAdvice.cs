using SqueezeFlow.Core.Api;
using SqueezeFlow.Core.Views;

namespace SqueezeFlow.Silo.Health.Parts;

/// <summary>
/// Whether a restart would help a part that is not well. Said in words and never done: a process that restarts itself loses its connections, and most
/// of what goes wrong lies outside of it.
/// </summary>
internal static class RestartAdvice
{
    private const string Seldom = "at most three times an hour";

    // What signals wait for is never worse than degraded; records and states are in the part's place where several processes share a server.
    private const string NotKept = "a restart does not help, and may not come up: look at the server of section Redis, its memory and its disk; no signal is given and no order is made until it writes again";

    private static readonly Dictionary<string, string> Words = new(StringComparer.Ordinal)
    {
        ["database"] = "a restart does not help: make room on the disk of Data:Directory, or mend the disk; writing goes on by itself",
        ["store"] = "a restart does not help: look at the disk of Data:Directory, or at the server of section Influx",
        ["influxdb"] = "a restart does not help: look at the server of section Influx; what waits is on disk and follows by itself",
        ["redis"] = "a restart does not help: look at the server of section Redis; what waits follows by itself",
        ["feeds"] = $"look at the network and the names of the venues first (squeezeflow doctor); when no trade has come for ten minutes although venues can be reached, restart this process, {Seldom}",
        ["evaluation"] = $"when bars have waited for ten minutes, restart this process, {Seldom}; its history is read again",
        ["bars"] = "a restart does not help and loses what waits in memory: look at the store",
        ["executor"] = "a restart does not help: look at the account; exits are tried until they are done",
        ["accounts"] = "a restart does not help: put the account back into the configuration, and close by hand what it should not hold",
        ["freqtrade"] = "restart the bot, not this process, when its loop stands still; all else is in the reason",
        ["notifications"] = "a restart does not help, and what waits would be lost: look at the receiver",
        [SystemFigures.Part] = "give the machine or the container more of what is scarce; a restart helps for a while when memory is",
        ["states"] = NotKept,
        ["silos"] = "restart the process that does not answer, not this one; all of them have to be of one version",
    };

    /// <summary>The advice; null for a part that is well.</summary>
    public static string? Of(HealthPart part) => part switch
    {
        { Level: HealthLevels.Healthy } => null,
        { Name: "redis", Level: HealthLevels.Unhealthy or HealthLevels.Critical } => NotKept,
        _ => Words.GetValueOrDefault(part.Name.Split(':')[0]),
    };
}
