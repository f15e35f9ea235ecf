namespace SqueezeFlow.Simulation.Freqtrade;

/// <summary>A call to a simulated bot.</summary>
/// <param name="Method">HTTP method.</param>
/// <param name="Name">First part of the path below <c>/api/v1</c>, for tokens two: <c>forceenter</c>, <c>trade</c>, <c>token/login</c>.</param>
/// <param name="Path">The whole path below <c>/api/v1</c>.</param>
/// <param name="Query">Query with its question mark; empty when there is none.</param>
public sealed record BotCall(string Method, string Name, string Path, string Query)
{
    /// <summary>Method and name.</summary>
    public override string ToString() => $"{Method} {Name}";
}
