namespace SqueezeFlow.Grains.Feeds.Moves;

/// <summary>What becomes of a feed whose new connection has not every subscription in time.</summary>
internal enum LateMove
{
    /// <summary>It stays where it is, to be moved later.</summary>
    Stays,

    /// <summary>It goes all the same: the silo that it is on ends.</summary>
    Goes,
}
