using SqueezeFlow.Core.Signals.External;

namespace SqueezeFlow.Silo.Api.Description;

/// <summary>Problem details (RFC 9457) as this service fills them.</summary>
/// <param name="Type">Address of the status's definition.</param>
/// <param name="Title">The kind of fault in words.</param>
/// <param name="Status">HTTP status.</param>
/// <param name="Detail">Field, value and fix as one sentence.</param>
/// <param name="Field">What is wrong: a parameter, header or setting.</param>
/// <param name="Value">Its value; never a secret.</param>
/// <param name="Fix">What to send instead.</param>
/// <param name="TraceId">Finds the call in the log.</param>
/// <param name="Faults">Everything that is wrong, where several fields of a body are; the first of them stands above.</param>
internal sealed record ProblemView(
    string? Type = null,
    string? Title = null,
    int? Status = null,
    string? Detail = null,
    string? Field = null,
    string? Value = null,
    string? Fix = null,
    string? TraceId = null,
    IReadOnlyList<FieldFault>? Faults = null);

/// <summary>A refusal as chart clients know it.</summary>
/// <param name="Error">What is wrong, in words.</param>
internal sealed record ChartError(string Error);
