namespace SqueezeFlow.Silo.Api.Description;

/// <summary>A parameter without which a path refuses, though it is read as one that may be missing: the refusal then says what to send.</summary>
/// <param name="Name">Its name.</param>
internal sealed record NeededParameter(string Name);
