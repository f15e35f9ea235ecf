using SqueezeFlow.Core.Signals.External;

namespace SqueezeFlow.Silo.Api.Answers;

/// <summary>Answers that say what is wrong: problem details that name the field, its value and what to send instead.</summary>
internal static class Problems
{
    /// <summary>400: a field cannot be used.</summary>
    public static IResult Invalid(string field, string? value, string fix) =>
        Of(StatusCodes.Status400BadRequest, "The request cannot be understood", $"{field}: '{value}': {fix}", field, value, fix);

    /// <summary>400: fields cannot be used, all of them told.</summary>
    public static IResult Invalid(IReadOnlyList<FieldFault> faults) => Results.Problem(
        title: "The request cannot be understood",
        detail: string.Join("; ", faults.Select(fault => $"{fault.Field}: '{fault.Value}': {fault.Fix}")),
        statusCode: StatusCodes.Status400BadRequest,
        extensions: new Dictionary<string, object?> { ["field"] = faults[0].Field, ["value"] = faults[0].Value, ["fix"] = faults[0].Fix, ["faults"] = faults });

    /// <summary>401, 403, 413, 415: a call that is not taken.</summary>
    public static IResult Refused(int status, string field, string? value, string fix) =>
        Of(status, "The call was refused", $"{field}: '{value}': {fix}", field, value, fix);

    /// <summary>404: what a field names does not exist.</summary>
    public static IResult NotFound(string field, string? value, string fix) =>
        Of(StatusCodes.Status404NotFound, "There is no such thing", $"{field}: '{value}' is not known: {fix}", field, value, fix);

    /// <summary>503: something that the answer needs does not answer now.</summary>
    public static IResult Unavailable(string what, string reason) =>
        Results.Problem(title: "Not available now", detail: $"{what}: {reason}", statusCode: StatusCodes.Status503ServiceUnavailable);

    /// <summary>Any status, with field, value and fix.</summary>
    public static IResult Of(int status, string title, string detail, string field, string? value, string fix) => Results.Problem(
        title: title,
        detail: detail,
        statusCode: status,
        extensions: new Dictionary<string, object?> { ["field"] = field, ["value"] = value, ["fix"] = fix });
}
