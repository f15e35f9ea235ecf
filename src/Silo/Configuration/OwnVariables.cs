namespace SqueezeFlow.Silo.Configuration;

/// <summary>Environment variables that name a key of ours with <c>__</c> for each colon.</summary>
/// <param name="environment">The environment's variables.</param>
internal sealed class OwnVariables(IReadOnlyDictionary<string, string> environment) : ConfigurationProvider, IConfigurationSource
{
    /// <inheritdoc/>
    public IConfigurationProvider Build(IConfigurationBuilder builder) => this;

    /// <inheritdoc/>
    public override void Load() => Data = environment
        .Where(pair => pair.Key.Contains("__", StringComparison.Ordinal))
        .ToDictionary(
            pair => pair.Key.Replace("__", ConfigurationPath.KeyDelimiter, StringComparison.Ordinal),
            pair => (string?)pair.Value,
            StringComparer.OrdinalIgnoreCase);
}
