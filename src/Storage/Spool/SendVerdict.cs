namespace SqueezeFlow.Storage.Spool;

/// <summary>What became of a batch that was sent.</summary>
public enum SendVerdict
{
    /// <summary>The server has it.</summary>
    Taken,

    /// <summary>The server will never take this content as it is.</summary>
    Refused,

    /// <summary>The server takes no request of this size.</summary>
    TooLarge,

    /// <summary>It is worth trying later, for whatever reason: no connection, no answer in time, an error of the server, wrong credentials, a missing database.</summary>
    Unreachable,
}
