using Orleans.Services;

namespace SqueezeFlow.Interfaces.Silos;

/// <summary>How each process of the cluster is told what its screens want of the others.</summary>
[Alias("sf.IScreenRelayService")]
public interface IScreenRelayService : IGrainService
{
    /// <summary>Asks for events from now on, or goes on asking; to be repeated, since it holds for some seconds only.</summary>
    /// <returns>Whether the listener was not known: what has happened before it is told nothing of.</returns>
    [Alias("Listen")]
    Task<bool> ListenAsync(ScreenInterest interest);

    /// <summary>Asks for nothing any longer.</summary>
    /// <param name="listener">As in <see cref="ScreenInterest.Listener"/>.</param>
    [Alias("Leave")]
    Task LeaveAsync(string listener);

    /// <summary>Takes events of another process. Answered once they are taken, which sets the pace of the sender.</summary>
    /// <param name="source">Process that tells them.</param>
    /// <param name="stream">Names one subscription of it.</param>
    /// <param name="number">Number of the parcel in it, from one.</param>
    /// <param name="events">The events, as the relay writes them.</param>
    [Alias("Deliver")]
    Task DeliverAsync(string source, string stream, long number, byte[] events);
}
