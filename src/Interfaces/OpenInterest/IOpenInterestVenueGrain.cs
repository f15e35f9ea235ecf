namespace SqueezeFlow.Interfaces.OpenInterest;

/// <summary>Polls the open interest of one venue, on one silo. Key: the venue id.</summary>
public interface IOpenInterestVenueGrain : IGrainWithStringKey
{
    /// <summary>Begins a poll when it is time and none is under way; called by supervisors.</summary>
    ValueTask EnsureAsync();
}
