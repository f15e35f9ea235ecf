namespace SqueezeFlow.Core.Signals.External;

/// <summary>Why a field of a message cannot be used.</summary>
/// <param name="Field">Name of the field, or <c>body</c>.</param>
/// <param name="Value">Its value as it was sent, shortened; null when it is missing, or a secret.</param>
/// <param name="Fix">What to send instead.</param>
public sealed record FieldFault(string Field, string? Value, string Fix);
