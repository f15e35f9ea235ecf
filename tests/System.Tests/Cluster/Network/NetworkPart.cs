namespace SqueezeFlow.SystemTests.Cluster.Network;

/// <summary>What is reached over a link of its own.</summary>
internal enum NetworkPart
{
    /// <summary>The test, which looks at the silo; never cut.</summary>
    Watch,

    /// <summary>Redis.</summary>
    Redis,

    /// <summary>InfluxDB and the venues.</summary>
    Stores,

    /// <summary>The bot that trades.</summary>
    Bot,

    /// <summary>The other silos.</summary>
    Peers,
}
