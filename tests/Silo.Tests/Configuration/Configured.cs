using SqueezeFlow.Silo.Configuration;

namespace SqueezeFlow.Silo.Tests.Configuration;

/// <summary>Makes a configuration as a start does.</summary>
internal static class Configured
{
    public static SiloConfiguration Build(string[] arguments, params (string Name, string Value)[] environment) =>
        SiloConfiguration.Build(arguments, environment.ToDictionary(pair => pair.Name, pair => pair.Value));
}
