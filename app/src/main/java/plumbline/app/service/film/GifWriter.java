package plumbline.app.service.film;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageTypeSpecifier;
import javax.imageio.ImageWriter;
import javax.imageio.metadata.IIOInvalidTreeException;
import javax.imageio.metadata.IIOMetadata;
import javax.imageio.metadata.IIOMetadataNode;
import javax.imageio.stream.FileImageOutputStream;

/** An animated GIF that runs for ever. */
final class GifWriter implements FilmWriter {
    private static final String TREE = "javax_imageio_gif_image_1.0";

    private final Path out;
    private final Path temp;
    private final int hundredths;
    private final ImageWriter writer;
    private final FileImageOutputStream file;
    private boolean begun;
    private boolean finished;

    GifWriter(Path out, double framesPerSecond) throws IOException {
        this.out = out.toAbsolutePath();
        this.hundredths = Math.max(2, (int) Math.round(100 / framesPerSecond));
        Files.createDirectories(this.out.getParent());
        temp = this.out.resolveSibling("." + out.getFileName() + ".new");
        Files.deleteIfExists(temp);
        file = new FileImageOutputStream(temp.toFile());
        writer = ImageIO.getImageWritersByFormatName("gif").next();
        writer.setOutput(file);
        writer.prepareWriteSequence(null);
    }

    @Override
    public void frame(BufferedImage image) throws IOException {
        BufferedImage few = Indexed.of(image);
        IIOMetadata data = writer.getDefaultImageMetadata(ImageTypeSpecifier.createFromRenderedImage(few), null);
        IIOMetadataNode root = new IIOMetadataNode(TREE);
        IIOMetadataNode control = new IIOMetadataNode("GraphicControlExtension");
        control.setAttribute("disposalMethod", "none");
        control.setAttribute("userInputFlag", "FALSE");
        control.setAttribute("transparentColorFlag", "FALSE");
        control.setAttribute("delayTime", String.valueOf(hundredths));
        control.setAttribute("transparentColorIndex", "0");
        root.appendChild(control);
        if (!begun) {
            IIOMetadataNode extensions = new IIOMetadataNode("ApplicationExtensions");
            IIOMetadataNode loop = new IIOMetadataNode("ApplicationExtension");
            loop.setAttribute("applicationID", "NETSCAPE");
            loop.setAttribute("authenticationCode", "2.0");
            loop.setUserObject(new byte[] {1, 0, 0});
            extensions.appendChild(loop);
            root.appendChild(extensions);
            begun = true;
        }
        try {
            data.mergeTree(TREE, root);
        } catch (IIOInvalidTreeException e) {
            throw new IOException("this Java writes no animated GIF: " + e.getMessage(), e);
        }
        writer.writeToSequence(new IIOImage(few, null, data), null);
    }

    @Override
    public void finish() throws IOException {
        if (!begun) {
            throw new IOException(out.getFileName() + ": a film without pictures");
        }
        writer.endWriteSequence();
        file.close();
        Files.move(temp, out, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
        finished = true;
    }

    @Override
    public void close() throws IOException {
        writer.dispose();
        if (!finished) {
            file.close();
            Files.deleteIfExists(temp);
        }
    }
}
