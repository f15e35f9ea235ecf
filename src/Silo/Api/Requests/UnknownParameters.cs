using Microsoft.AspNetCore.Http.Metadata;
using SqueezeFlow.Core.Words;
using SqueezeFlow.Silo.Api.Answers;

namespace SqueezeFlow.Silo.Api.Requests;

/// <summary>Refuses parameters that a path does not know: a mistyped filter would otherwise answer with everything.</summary>
internal sealed class UnknownParameters : IEndpointFilter
{
    /// <inheritdoc/>
    public ValueTask<object?> InvokeAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        var http = context.HttpContext;
        var known = http.Request.Query.Count == 0 ? [] : KnownTo(http.GetEndpoint());
        var unknown = http.Request.Query.Keys.FirstOrDefault(name => !known.Contains(name, StringComparer.OrdinalIgnoreCase));
        return unknown is null ? next(context) : new(Refusal(unknown, http.Request.Query[unknown], known));
    }

    private static IResult Refusal(string unknown, string? value, string[] known) => Problems.Invalid(unknown, value, known.Length == 0
        ? "this path takes no parameters"
        : NearestName.Of(unknown, known) is { } nearest
            ? $"no such parameter; the nearest is {nearest}"
            : $"no such parameter; this path takes {string.Join(", ", known)}");

    // What the handler reads as text and the path does not name.
    private static string[] KnownTo(Endpoint? endpoint) => endpoint is not RouteEndpoint route ? [] :
        [.. endpoint.Metadata.GetOrderedMetadata<IParameterBindingMetadata>()
            .Where(parameter => parameter.ParameterInfo.ParameterType == typeof(string) && route.RoutePattern.GetParameter(parameter.Name) is null)
            .Select(parameter => parameter.Name)];
}
