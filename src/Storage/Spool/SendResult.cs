namespace SqueezeFlow.Storage.Spool;

/// <summary>The answer to a batch that was sent.</summary>
/// <param name="Verdict">What became of it.</param>
/// <param name="Words">The server's words, or why there were none; null when there is nothing to say.</param>
public readonly record struct SendResult(SendVerdict Verdict, string? Words = null);
