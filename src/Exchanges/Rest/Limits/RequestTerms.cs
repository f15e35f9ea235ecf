using SqueezeFlow.Exchanges.Venues;

namespace SqueezeFlow.Exchanges.Rest.Limits;

/// <summary>What the gate must know of a request; travels with it.</summary>
/// <param name="Exchange">Venue id.</param>
/// <param name="Budget">What the venue allows on the request's host.</param>
/// <param name="Weight">Weight of the request.</param>
/// <param name="Priority">Its place among those that wait.</param>
internal sealed record RequestTerms(string Exchange, RequestBudget Budget, int Weight, RestPriority Priority)
{
    /// <summary>Where a request keeps it.</summary>
    public static HttpRequestOptionsKey<RequestTerms> Key { get; } = new("SqueezeFlow.RequestTerms");
}
