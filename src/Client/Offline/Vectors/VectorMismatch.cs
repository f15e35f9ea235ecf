namespace SqueezeFlow.Client.Offline.Vectors;

/// <summary>A field that came out otherwise than expected.</summary>
/// <param name="Vector">Id of the vector.</param>
/// <param name="Field">Path of the field.</param>
/// <param name="Expected">Expected value as JSON text.</param>
/// <param name="Actual">Computed value as JSON text.</param>
internal sealed record VectorMismatch(string Vector, string Field, string Expected, string Actual);
