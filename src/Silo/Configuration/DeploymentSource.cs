namespace SqueezeFlow.Silo.Configuration;

/// <summary>Reads the variables of existing deployments from an environment.</summary>
/// <param name="environment">The environment's variables.</param>
internal sealed class DeploymentSource(IReadOnlyDictionary<string, string> environment) : ConfigurationProvider, IConfigurationSource
{
    private readonly Dictionary<string, string> _origins = new(StringComparer.OrdinalIgnoreCase);
    private readonly List<ConfigurationProblem> _problems = [];

    /// <summary>Variables that are unknown or whose value makes no sense; known once loaded.</summary>
    public IReadOnlyList<ConfigurationProblem> Problems => _problems;

    /// <summary>The variable that a key came from.</summary>
    public string OriginOf(string key) => _origins.GetValueOrDefault(key, "environment");

    /// <summary>Variables that are set and have no meaning here, one sentence each.</summary>
    public IEnumerable<string> Warnings() => DeploymentVariables.Ignored
        .Where(pair => environment.ContainsKey(pair.Key))
        .Select(pair => $"{pair.Key} is ignored: {pair.Value}");

    /// <inheritdoc/>
    public IConfigurationProvider Build(IConfigurationBuilder builder) => this;

    /// <inheritdoc/>
    public override void Load()
    {
        Data.Clear();
        _origins.Clear();
        _problems.Clear();
        _problems.AddRange(UnknownSettings.OfEnvironment(environment));
        foreach (var variable in DeploymentVariables.Mapped)
        {
            if (environment.TryGetValue(variable.Name, out var text) && text.Length > 0)
            {
                Take(variable, variable.Name, text);
            }
            else if (variable.IsSecret && environment.TryGetValue(variable.Name + "_FILE", out var path) && path.Length > 0)
            {
                TakeFile(variable, path);
            }
        }
    }

    private void TakeFile(DeploymentVariable variable, string path)
    {
        var name = variable.Name + "_FILE";
        try
        {
            var secret = File.ReadAllText(path).Trim();
            if (secret.Length == 0)
            {
                _problems.Add(new(name, path, "is empty", "put the secret into the file, or remove the variable"));
                return;
            }

            Take(variable, name, secret);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            _problems.Add(new(name, path, $"cannot be read ({error.Message})", "name a readable file that holds only the secret"));
        }
    }

    private void Take(DeploymentVariable variable, string name, string text)
    {
        var value = variable.Convert is null ? text : variable.Convert(text.Trim());
        if (value is null)
        {
            _problems.Add(new(name, variable.IsSecret ? "***" : text, "makes no sense", $"expected {variable.Expected}"));
            return;
        }

        Data[variable.Key] = value;
        _origins[variable.Key] = name;
    }
}
