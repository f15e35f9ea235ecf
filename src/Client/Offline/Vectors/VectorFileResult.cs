namespace SqueezeFlow.Client.Offline.Vectors;

/// <summary>How a file did in one profile.</summary>
/// <param name="File">Name of the file.</param>
/// <param name="Profile"><c>Original</c>, <c>Corrected</c> or <c>Both</c>; <c>None</c> when the file could not be judged.</param>
/// <param name="Passed">Vectors without a mismatch.</param>
/// <param name="Failed">Vectors with one, or that could not be read.</param>
/// <param name="Mismatches">What differed, at most <see cref="VectorRunner.MaxMismatches"/>.</param>
/// <param name="Error">One line when the file could not be judged; else null.</param>
internal sealed record VectorFileResult(
    string File, string Profile, int Passed, int Failed, IReadOnlyList<VectorMismatch> Mismatches, string? Error = null);
