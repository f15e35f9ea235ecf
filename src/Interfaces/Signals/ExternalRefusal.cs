namespace SqueezeFlow.Interfaces.Signals;

/// <summary>Why a signal from outside was not taken.</summary>
/// <param name="Kind">What is in the way.</param>
/// <param name="Field">Name of the field; the part of the service where none is at fault.</param>
/// <param name="Value">Its value; null when it is missing.</param>
/// <param name="Fix">What to send instead, or what to do.</param>
public sealed record ExternalRefusal(ExternalRefusalKind Kind, string Field, string? Value, string Fix);
