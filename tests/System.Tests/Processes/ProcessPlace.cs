namespace SqueezeFlow.SystemTests.Processes;

/// <summary>Where else than in the test's own network a service runs.</summary>
/// <param name="Url">Where it answers.</param>
/// <param name="Command">What starts a program there, and becomes it.</param>
internal sealed record ProcessPlace(Uri Url, IReadOnlyList<string> Command);
