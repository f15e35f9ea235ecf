namespace SqueezeFlow.Silo.Api.Description;

/// <summary>Says of a path how it may refuse, beyond what every path does, and what it refuses to do without.</summary>
internal static class RefusalMetadata
{
    /// <summary>Media type of problem details.</summary>
    public const string MediaType = "application/problem+json";

    /// <summary>Adds a refusal to the description.</summary>
    public static RouteHandlerBuilder Refuses(this RouteHandlerBuilder path, int status) => path.Produces<ProblemView>(status, MediaType);

    /// <summary>Says that a call without this parameter is refused.</summary>
    public static RouteHandlerBuilder Needs(this RouteHandlerBuilder path, string parameter) => path.WithMetadata(new NeededParameter(parameter));
}
