import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;

import org.opensearch.analysis.common.CommonAnalysisPlugin;
import org.opensearch.common.settings.Settings;
import org.opensearch.env.Environment;
import org.opensearch.index.mapper.MapperExtrasPlugin;
import org.opensearch.index.reindex.ReindexPlugin;
import org.opensearch.node.InternalSettingsPreparer;
import org.opensearch.node.Node;
import org.opensearch.transport.Netty4Plugin;

/**
 * One OpenSearch node in this process. The only argument is the name of an opensearch.yml. The node is closed at SIGTERM, and when
 * the process named by the property owner ends.
 *
 * A distribution finds its modules in a folder; here they are on the class path. Node is used without Bootstrap, so there are no
 * security manager and no bootstrap checks: this is for tests on loopback only.
 */
public final class LocalNode extends Node {
    private LocalNode(Environment environment) {
        super(environment, List.of(Netty4Plugin.class, MapperExtrasPlugin.class, CommonAnalysisPlugin.class, ReindexPlugin.class), true);
    }

    public static void main(String[] args) throws Exception {
        Long owner = Long.getLong("owner");
        if (owner != null) {
            ProcessHandle.of(owner).orElseThrow().onExit().thenRun(() -> System.exit(0));
        }
        Settings settings = Settings.builder().loadFromPath(Path.of(args[0])).build();
        LocalNode node = new LocalNode(InternalSettingsPreparer.prepareEnvironment(settings, Map.of(), null, () -> "node"));
        CountDownLatch closed = new CountDownLatch(1);
        Runtime.getRuntime().addShutdownHook(new Thread(() -> {
            try {
                node.close();
            } catch (Exception e) {
                e.printStackTrace();
            } finally {
                closed.countDown();
            }
        }, "close"));
        node.start();
        closed.await();
    }
}
