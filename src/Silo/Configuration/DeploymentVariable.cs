namespace SqueezeFlow.Silo.Configuration;

/// <summary>An environment variable of existing deployments and the key that it stands for.</summary>
/// <param name="Name">The variable.</param>
/// <param name="Key">Our key.</param>
/// <param name="IsSecret">Whether its value must never be shown; such a variable is also read as <c>NAME_FILE</c>.</param>
/// <param name="Expected">What a value looks like, for messages.</param>
/// <param name="Convert">Our spelling of its value; null when it makes no sense.</param>
internal sealed record DeploymentVariable(
    string Name,
    string Key,
    bool IsSecret = false,
    string Expected = "text",
    Func<string, string?>? Convert = null);
