using System.Collections.Concurrent;

namespace SqueezeFlow.Grains.Cluster;

/// <summary>The silos of the cluster as this one knows them: those that are active and have not said that they leave. Safe for concurrent use.</summary>
/// <param name="local">This silo.</param>
/// <param name="membership">What the cluster agrees on.</param>
/// <param name="clock">Tells how long nothing has changed.</param>
public sealed class ClusterMembers(ILocalSiloDetails local, IClusterMembershipService membership, TimeProvider clock)
{
    private readonly ConcurrentDictionary<SiloAddress, bool> _leaving = new();
    private readonly Lock _looking = new();
    private SiloAddress[] _seen = [];
    private long _changedAt = clock.GetTimestamp();

    /// <summary>This silo.</summary>
    public SiloAddress Self => local.SiloAddress;

    /// <summary>Silos that are active, those that are about to leave among them, in order.</summary>
    public IReadOnlyList<SiloAddress> Active =>
        [.. membership.CurrentSnapshot.Members.Where(member => member.Value.Status == SiloStatus.Active).Select(member => member.Key).Order()];

    /// <summary>Silos that take work: active and not about to leave, in order. Empty before this silo has joined.</summary>
    public IReadOnlyList<SiloAddress> Staying => [.. Active.Where(silo => !IsLeaving(silo))];

    /// <summary>Whether no other silo takes work.</summary>
    public bool IsAlone => !Staying.Any(silo => !silo.Equals(Self));

    /// <summary>How long the silos that take work have been the same, as far as this was asked for.</summary>
    public TimeSpan StableFor
    {
        get
        {
            lock (_looking)
            {
                var now = Staying.ToArray();
                if (!now.SequenceEqual(_seen))
                {
                    (_seen, _changedAt) = (now, clock.GetTimestamp());
                }

                return clock.GetElapsedTime(_changedAt);
            }
        }
    }

    /// <summary>Whether a silo has said that it is about to leave.</summary>
    public bool IsLeaving(SiloAddress silo) => _leaving.ContainsKey(silo);

    /// <summary>The silo that a grain with this key belongs to; this one when no silo takes work.</summary>
    public SiloAddress OwnerOf(string key) => Staying is { Count: > 0 } silos ? Rendezvous.OwnerOf(key, silos) : Self;

    /// <summary>Whether a grain with this key belongs to this silo.</summary>
    public bool IsHere(string key) => OwnerOf(key).Equals(Self);

    /// <summary>A silo has said that it is about to leave. A process that is started again in its place is another silo.</summary>
    internal void Leaves(SiloAddress silo)
    {
        _leaving[silo] = true;
        foreach (var gone in _leaving.Keys.Except(Active).Where(known => !known.Equals(silo) && !known.Equals(Self)))
        {
            _leaving.TryRemove(gone, out _);
        }
    }
}
