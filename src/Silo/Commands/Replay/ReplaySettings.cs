namespace SqueezeFlow.Silo.Commands.Replay;

/// <summary>What a replay is asked to be.</summary>
/// <param name="Files">Recordings.</param>
/// <param name="Speed">Recorded seconds per wall second; null for as fast as the flow can take.</param>
/// <param name="Exit">Whether to end after the summary.</param>
/// <param name="Json">Whether to sum up as JSON.</param>
internal sealed record ReplaySettings(IReadOnlyList<string> Files, double? Speed, bool Exit, bool Json);
