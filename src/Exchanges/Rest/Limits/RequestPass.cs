namespace SqueezeFlow.Exchanges.Rest.Limits;

/// <summary>The right to one request, from a <see cref="RequestGate"/>; given back when the answer is there.</summary>
/// <param name="Weight">Weight that it was charged.</param>
/// <param name="Since">When it was given, as time since the gate was made.</param>
/// <param name="HasWaited">Whether it could not be given at once.</param>
internal readonly record struct RequestPass(int Weight, TimeSpan Since, bool HasWaited)
{
    /// <summary>How long after the answer the weight is given back.</summary>
    public TimeSpan Per { get; init; }
}
