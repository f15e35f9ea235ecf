using SqueezeFlow.Client.Offline.Reading;
using SqueezeFlow.Storage.Sqlite;

namespace SqueezeFlow.Client.Offline.Backtests.Sources;

/// <summary>The data folder of a service.</summary>
internal static class DataFolder
{
    /// <summary>Reads from its store.</summary>
    /// <param name="folder">The folder.</param>
    /// <param name="read">Reads what is wanted, while the store stays as it is.</param>
    /// <exception cref="DataFormatException">There is no store, or it cannot be read.</exception>
    public static T Read<T>(string folder, Func<StoreFolder, T> read)
    {
        if (!StoreFolder.IsStore(folder))
        {
            throw new DataFormatException(folder, "--data", "no store", "a data folder of the service (Data:Directory), which holds squeezeflow.db");
        }

        try
        {
            using var store = StoreFolder.Open(folder);
            return read(store);
        }
        catch (IOException error)
        {
            throw new DataFormatException(error.Message, error);
        }
    }
}
